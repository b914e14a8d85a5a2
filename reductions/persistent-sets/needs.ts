import type { FaultKind } from '../../model/faults/fault-kinds.ts';
import { markersComeLate } from '../../model/network/requests/late-requests.ts';
import type { World } from '../../model/world.ts';
import { any, meets, type Needs } from '../needs.ts';
import { ownersAreExclusive } from './generations.ts';

/** The kinds of fault that the arguments speak of. */
export const PERSISTENT_SET_FAULTS: readonly FaultKind[] = [
  'broker.crash',
  'producer.crash',
  'consumer.crash',
  'consumer.stall',
  'rebalance',
  'request.lost',
  'response.lost',
  'connection.lost',
];

/**
 * What the arguments for the persistent sets have looked at: today's protocol, whose switches they use one by one, so
 * that with an older version or a sabotaged mechanism everything is searched as it is.
 */
const needs: Needs = {
  protocol: {
    // Transactions: whatever an old incarnation or generation still has on its way is refused.
    transactionVersion: [2],
    transactionVerification: [true],
    transactionTimeoutBumpsEpoch: [true],
    producerEpochFencing: [true],
    sequenceDeduplication: [true],
    clientBumpsEpoch: [true],
    lastStableOffset: [true],
    generationFencing: [true],
    transactionalOffsetsFencedByGeneration: [true],
    offsetFetchRequiresStable: [true],
    offsetsWaitForMarker: [true],
    producerStateOutlivesRecords: [true],
    // Transactions are written and applied in the step that answers for them.
    expiryDuringAbortBumpsEpoch: [true],
    fetchReadsHighWatermarkOnce: [true],
    offsetsAppliedBeforeAnswer: [true],
    markerRetryAccepted: [true],
    // Where a connection may break a late marker could end the next transaction: see below.
    ...any('lateMarkersRefused'),
    // Of late offsets, which transaction.version 2 refuses by their epoch.
    ...any('transactionalOffsetsVerified'),
    // Replication: a log keeps whatever all replicas have in common.
    truncation: ['kip-320'],
    followerTruncates: [true],
    isrExpandWaitsForEpochStart: [true],
    registrationFencesOldIncarnation: [true],
    alterPartitionChecksBrokerEpoch: [true],
    highWatermarkWaitsForMinIsr: [true],
    consumerValidatesEpoch: [true],
    isrShrinkBumpsLeaderEpoch: ['never'],
    // Says who leads when the ISR has nobody alive: the rules for brokers want a leader alive in every ISR.
    ...any('eligibleLeaderReplicas'),
    // Of a batch before it in the same epoch and partition: a transaction has an epoch of its own and one batch for each.
    ...any(
      'unknownProducerStartsAtZero',
      'emptyPartitionStartsAtZero',
      'transactionStartsAtZero',
      'retainedBatches',
      'clientMutesPartition',
      'bumpWaitsForEarlierBatches',
      'batchesExpireInFlight',
    ),
    // Within one process, what it sends and what it still has on its way.
    ...any('expiredBufferStaysTaken'),
    // Of cooperative groups and KIP-848: what matters of them `generations.ts` asks.
    ...any('olderClaimsCount', 'returnedPartitionStaysOwned', 'autoCommitsReturnedOnly', 'revocationPausesFetching'),
    ...any('autoCommitRevokesInPoll', 'revocationWaitsForPoll', 'rejoiningReturnsNothing', 'commitsByAssignmentEpoch'),
    // Of a start at the end, which has no place here.
    ...any('listOffsetsWaitsForEpochStart'),
    // Of faults that are not listed.
    ...any('activeGroupKeepsOffsets', 'rebalancingGroupKeepsOffsets', 'deposedCoordinatorIsSilent'),
    ...any('newDirectoryKeepsEligible'),
  },
  client: {
    // How a producer takes what it is answered, in one process.
    ...any('acknowledgesByOwnAnswer', 'bumpsEpochByPartition', 'goesOnOutOfOrder'),
    // Of automatic commits, of commits outside of transactions, and of a cache that a transform does not have.
    ...any('holdsBackUnvalidated', 'startsAtCommittedEpoch', 'autoCommitsPreviousPoll', 'commitsUnassigned'),
    ...any('commitsInHand', 'seeksBackOnCacheExpiry'),
  },
  faults: PERSISTENT_SET_FAULTS,
};

/**
 * The same before transaction.version 2, where the transactions of a process have one epoch until it begins anew. What it sends of one
 * is answered, or gone, before it ends it, so that nothing of it can be on its way in the next: not where a connection may
 * break, and leave a request behind that its own process has given up.
 */
const needsOfVersion1: Needs = {
  ...needs,
  protocol: {
    ...needs.protocol,
    ...any('transactionVersion', 'expiryDuringAbortBumpsEpoch'),
    // Offsets that are applied after their answer are so in a step of their process, and whoever asks for them waits for that.
    ...any('offsetsAppliedBeforeAnswer'),
  },
  faults: PERSISTENT_SET_FAULTS.filter((kind) => kind !== 'connection.lost'),
};

/**
 * Whether the persistent sets apply: to a transform whose offsets go with its transactions, of a group in which a partition
 * has one owner.
 */
export const appliesPersistentSets = (world: World): boolean =>
  world.commit === 'transaction' &&
  world.transactional &&
  // What one process does to its id, no other one sees.
  world.setup.application['transactional.ids'] === 'per-member' &&
  // An open transaction is ended at once, and not carried through a rebalance.
  !world.spansPolls &&
  world.transactionsTimeOut &&
  world.groups === 1 &&
  ownersAreExclusive(world) &&
  // Nothing that others ask for takes a partition from a process that has its records in hand.
  !world.givesUpInBackground &&
  // Members of one group never have the same partition.
  !world.assigns &&
  !world.autoCommit &&
  !world.asynchronous &&
  world.setup.application['on.revoke'] === 'nothing' &&
  world.setup.consumer['auto.offset.reset'] === 'earliest' &&
  world.acks === 'all' &&
  !markersComeLate(world) &&
  !world.setup.broker['unclean.leader.election.enable'] &&
  (meets(world.setup, needs) || meets(world.setup, needsOfVersion1));
