import type { Setup } from './setup.ts';

/** What the application does about a send that failed, or a dead letter that was refused. */
type Sending = Pick<Setup, 'application'>;

/** Whether something is done about the failure of a send: it is sent again, read again, or its transaction aborted. */
export function actsOnFailure({ producer, application, protocol, client }: Setup): boolean {
  if (producer.acks === '0' || !protocol.batchesExpireInFlight || !client.givesUpOnTime) return false;
  // With transaction.version 2 whatever outlives an abort is of an older epoch, and is refused.
  if (producer['transactional.id'] !== null) return protocol.transactionVersion === 1;
  if (application['on.send.failure'] === 'resend') return true;
  return restartsOnFailure({ application });
}

/** Whether a dead letter that was refused is sent once more, by itself or with its record. */
export const resendsLetters = ({ application }: Sending): boolean =>
  application['on.send.failure'] === 'seek' || application['on.send.failure'] === 'resend';

/** Whether a transform that waits for its sends starts its batch again where one has failed. */
export const restartsOnFailure = ({ application }: Sending): boolean =>
  application.shape === 'transform' && application.processing === 'sync' && application['on.send.failure'] !== 'log';
