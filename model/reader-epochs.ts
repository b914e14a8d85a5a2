import type { Setup } from './setup.ts';

/** What readers make of the leader epochs of what they have read, as constants of a world. */
export interface ReaderEpochs {
  /** Whether readers keep the leader epochs of what they have read: a log can be another one when they come back to it. */
  readonly keepsEpochs: boolean;
  /** Whether an automatic commit leaves out what its client is just comparing with a new leader's log, and the application commits none of it either. */
  readonly holdsBackUnvalidated: boolean;
  /** Whether automatic commits name the leader epoch of what was read last, and whoever starts there validates that. */
  readonly namesEpochs: boolean;
}

export function readerEpochsOf(setup: Setup, replicationFactor: number): ReaderEpochs {
  const { application, client, consumer, protocol } = setup;
  const keepsEpochs = replicationFactor > 1 || losesRecords(setup);
  const validates = keepsEpochs && protocol.consumerValidatesEpoch && consumer['enable.auto.commit'];
  const listens = application['on.revoke'] === 'commit' || application['on.revoke'] === 'drain';
  return {
    keepsEpochs,
    holdsBackUnvalidated: validates && client.holdsBackUnvalidated && !listens,
    namesEpochs: validates && client.startsAtCommittedEpoch && application.commit !== 'transaction',
  };
}

/** Whether a broker may come back with less in its logs than it had. */
const losesRecords = ({ faults }: Setup): boolean => faults['broker.power-loss'] + faults['broker.disk-loss'] > 0;
