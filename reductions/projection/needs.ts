import { joinsComeLate } from '../../model/network/requests/late-requests.ts';
import type { World } from '../../model/world.ts';
import { anyProducer } from '../any-producer.ts';
import { any, meets, type Needs } from '../needs.ts';
import { ownersAreExclusive } from '../persistent-sets/generations.ts';

/** What the projection's argument has looked at: whose part a switch or a fault changes, and what of it is observed. */
const needs: Needs = {
  protocol: {
    // The cluster's part alone: replication, elections, producers.
    ...any('truncation', 'isrExpandWaitsForEpochStart', 'highWatermarkWaitsForMinIsr', 'eligibleLeaderReplicas'),
    ...any(
      'isrShrinkBumpsLeaderEpoch',
      'newDirectoryKeepsEligible',
      'registrationFencesOldIncarnation',
      'alterPartitionChecksBrokerEpoch',
      'followerTruncates',
    ),
    ...any(
      'clientBumpsEpoch',
      'unknownProducerStartsAtZero',
      'emptyPartitionStartsAtZero',
      'transactionStartsAtZero',
      'expiredBufferStaysTaken',
      'bumpWaitsForEarlierBatches',
      'batchesExpireInFlight',
    ),
    ...any('producerStateOutlivesRecords', 'clientMutesPartition', 'retainedBatches', 'sequenceDeduplication'),
    ...any('producerEpochFencing'),
    // The consumers' part alone: groups, commits, assignments.
    ...any('generationFencing', 'olderClaimsCount', 'returnedPartitionStaysOwned', 'autoCommitsReturnedOnly'),
    ...any('autoCommitRevokesInPoll', 'commitsByAssignmentEpoch'),
    ...any('revocationPausesFetching', 'revocationWaitsForPoll', 'deposedCoordinatorIsSilent'),
    ...any('rejoiningReturnsNothing'),
    ...any('activeGroupKeepsOffsets', 'rebalancingGroupKeepsOffsets'),
    // Consumers read the cluster's logs: epochs, and whether a leader knows its end, are in the observation.
    ...any('consumerValidatesEpoch', 'listOffsetsWaitsForEpochStart'),
    // Nothing without transactions, which have no place here.
    ...any('transactionTimeoutBumpsEpoch', 'transactionVerification', 'transactionVersion', 'markerRetryAccepted'),
    ...any('expiryDuringAbortBumpsEpoch', 'transactionalOffsetsFencedByGeneration', 'offsetFetchRequiresStable'),
    ...any('lateMarkersRefused', 'transactionalOffsetsVerified'),
    ...any('fetchReadsHighWatermarkOnce', 'lastStableOffset', 'offsetsWaitForMarker', 'offsetsAppliedBeforeAnswer'),
  },
  client: {
    // Producers belong to the cluster's part, with whatever they do.
    ...anyProducer,
    // Consumers decide by their own part, and read no more of the logs than others.
    ...any('lateOffsetStore', 'dropsBatchOnRebalance', 'flushesQueueOnRebalance', 'forgetsRevokedPartitions'),
    ...any('retriesOffsetFetch', 'ignoresEmptyAborts', 'seeksBackOnCacheExpiry', 'autoCommitsPreviousPoll'),
    ...any('keepsAssignmentOnIllegalGeneration', 'commitsNextOffset', 'sendsGenerationWithOffsets'),
    ...any('commitsUnassigned', 'commitsInHand'),
    // That somebody leads by a newer epoch than anything was read in is in the observation.
    ...any('holdsBackUnvalidated', 'startsAtCommittedEpoch'),
    // Commits on their way would be ordered among the producers' requests.
    commitsInOrder: [true],
  },
  // Each is a step of one part; the budgets of two of them are split (`budget-splits.ts`). Not topic.created, which comes
  // before a group has any partition of the topic.
  faults: [
    'broker.crash',
    'broker.power-loss',
    'broker.disk-loss',
    'producer.crash',
    'consumer.crash',
    'consumer.stall',
    'rebalance',
    'request.lost',
    'response.lost',
    'connection.lost',
    'leader.moved',
    'request.refused',
    'records.deleted',
    'offsets.expired',
    'producer.stall',
    'consumer.close',
    'processing.failed',
    'broker.shutdown',
    'broker.stall',
    'records.aged',
  ],
};

/**
 * Whether the cluster may be searched apart from its consumers: not where these look at transactions, nor where brokers
 * lose what consumers have committed.
 */
export const appliesProjection = (world: World): boolean =>
  // A refused request is one of the cluster, or of a consumer that writes a dead letter.
  world.onFailure !== 'dead-letter' &&
  !world.losesInternal &&
  !world.transform &&
  !world.transactional &&
  meets(world.setup, needs);

/** What the argument of `settled-brokers.ts` has looked at: what happens to brokers when no fault can hit them any more. */
const settledNeeds: Needs = {
  protocol: {
    ...needs.protocol,
    truncation: ['kip-320'],
    followerTruncates: [true],
    isrShrinkBumpsLeaderEpoch: ['by-controller', 'never'],
  },
  client: needs.client,
  faults: [
    'broker.crash',
    'producer.crash',
    'producer.stall',
    'consumer.crash',
    'consumer.stall',
    'consumer.close',
    'processing.failed',
    'rebalance',
    'request.lost',
    'response.lost',
    'connection.lost',
    'offsets.expired',
  ],
};

/** Whether brokers can come to where nothing but their clients gives them work, and the argument speaks of them. */
export const settles = (world: World): boolean => world.brokers > 1 && meets(world.setup, settledNeeds);

/** What the argument of `members-first.ts` has looked at: members that no other one takes for gone while they work. */
const membersNeeds: Needs = {
  protocol: { ...needs.protocol, generationFencing: [true] },
  client: {
    ...anyProducer,
    // Steps of a member in the middle of its loop, and what it makes of its own offsets and positions. Not a member that joins there,
    // which has another generation afterwards.
    ...any('autoCommitsPreviousPoll', 'commitsNextOffset', 'seeksBackOnCacheExpiry', 'startsAtCommittedEpoch'),
    // Of the Java client's steps there are fewer, or none where nobody uses transactions.
    ...any('holdsBackUnvalidated', 'commitsUnassigned', 'ignoresEmptyAborts', 'sendsGenerationWithOffsets'),
  },
  faults: [
    'broker.crash',
    'broker.power-loss',
    'broker.disk-loss',
    'broker.shutdown',
    'broker.stall',
    'producer.crash',
    'producer.stall',
    'consumer.crash',
    'rebalance',
    'request.lost',
    'request.refused',
    'response.lost',
    'connection.lost',
    'leader.moved',
  ],
};

/** Whether steps of members may come before those of others: one group, whose partitions have one owner, which works on what it has polled before it polls again. */
export const membersComeFirst = (world: World): boolean =>
  world.groups === 1 &&
  !world.assigns &&
  !world.asynchronous &&
  // With acks=0 the loop of a transform goes on while what it has sent is on its way.
  !(world.transform && world.acks === '0') &&
  !world.ownsOffsets &&
  !world.givesUpInBackground &&
  ownersAreExclusive(world) &&
  // A generation may end without a member that is in the middle of its loop.
  !joinsComeLate(world) &&
  meets(world.setup, membersNeeds);
