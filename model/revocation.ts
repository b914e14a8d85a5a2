import type { Setup } from './setup.ts';

/** What a consumer and its application make of partitions that are taken away, as constants of a world. */
export interface Revocation {
  /** What the rebalance listener does as partitions are taken away. */
  readonly onRevoke: 'nothing' | 'commit' | 'drain' | 'drop';
  /** KIP-848: whether partitions are given up whatever the loop is doing, on the client's network thread. */
  readonly givesUpInBackground: boolean;
  /** KIP-848: whether a member that its group goes on without joins again whatever its loop is doing. */
  readonly rejoinsInBackground: boolean;
  /** Whether the application can have records in hand of a partition that its consumer gives up, and commits them later. */
  readonly keepsRevoked: boolean;
  /** Whether a commit names what was kept of partitions that the member has given up. */
  readonly namesRevoked: boolean;
  /** Whether the client may commit what it no longer owns: `Member.stored` is in use. */
  readonly storesRevoked: boolean;
}

export function revocationOf({ application, consumer, client, protocol }: Setup): Revocation {
  // Without a group nothing is revoked, and no listener called.
  const inGroup = application.subscription === 'subscribe';
  const onRevoke = inGroup ? application['on.revoke'] : 'nothing';
  const unheard = inGroup && consumer['group.protocol'] === 'consumer' && !application['rebalance.listener'];
  const autoCommit = consumer['enable.auto.commit'];
  const works = application.processing === 'async' && application.shape === 'consume';
  const forgets = onRevoke === 'drain' || onRevoke === 'drop';
  // Offsets of the application's own are written with each effect; some clients commit nothing that is not assigned.
  const commitsLater = inGroup && application.offsets === 'kafka' && client.commitsUnassigned;
  const keepsTransaction = application['transaction.spans'] === 'polls' && onRevoke === 'nothing';
  const keepsRevoked =
    commitsLater &&
    application.commit !== 'auto' &&
    (unheard || keepsTransaction || (works && application.commit === 'after-processing' && !forgets));
  const storesLate = client.lateOffsetStore === 'committed' || !client.dropsBatchOnRebalance;
  const namesRevoked = keepsRevoked || (commitsLater && storesLate);
  return {
    onRevoke,
    // KAFKA-18641 had the consumers that commit automatically wait for poll() before KAFKA-20332 had the others.
    givesUpInBackground: unheard && !(autoCommit ? protocol.autoCommitRevokesInPoll : protocol.revocationWaitsForPoll),
    rejoinsInBackground: unheard,
    keepsRevoked,
    namesRevoked,
    storesRevoked: namesRevoked || (commitsLater && client.lateOffsetStore !== 'refused'),
  };
}
