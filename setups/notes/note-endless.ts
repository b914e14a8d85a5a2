import type { Given } from '../given.ts';
import type { Setup } from '../../model/setup.ts';
import { RETRIES_UNLIMITED } from '../../model/world.ts';

/**
 * Says what is not judged where something may be tried for ever: no run with it comes to rest, and guarantees that are
 * judged at rest say nothing of it.
 */
export function noteEndless(given: Given, setup: Setup): void {
  if (resendsRefused(setup)) {
    given.note(
      `request.refused: an output that is refused for good is tried for ever by this loop, which gets no further; ${OF_OTHERS}`,
    );
  }
  if (retriesWithoutEnd(setup)) {
    given.note(
      `client.givesUpOnTime is false, and retries have no bound: a batch that stays out of order is tried for ever (KAFKA-15591); ${OF_OTHERS}`,
    );
  }
}

const OF_OTHERS = 'what the guarantees say of the end of a run is said of the others';

/** A transform that starts its batch again, as an application does that restarts after a RecordTooLargeException. */
function resendsRefused({ application, faults }: Setup): boolean {
  if (faults['request.refused'] === 0 || application.shape !== 'transform') return false;
  const { commit, processing } = application;
  if (commit === 'transaction') return application['rewind.on.abort'];
  if (processing === 'async' || application['on.send.failure'] === 'log') return false;
  // What was committed before is not read again.
  return commit !== 'before-processing' || application['on.send.failure'] === 'resend';
}

/** A client that begins no new epoch fails such a batch; one that does waits for those before it, whatever comes of them. */
function retriesWithoutEnd({ client, producer, protocol, scope }: Setup): boolean {
  // One record has none to overtake it.
  if (scope.records < 2) return false;
  if (client.givesUpOnTime || !client.mendsSequences || !client.keepsSequencesOverRetries) return false;
  return (
    producer['enable.idempotence'] && producer.retries >= RETRIES_UNLIMITED && !protocol.emptyPartitionStartsAtZero
  );
}
