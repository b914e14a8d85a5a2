import type { World } from '../../model/world.ts';
import { anyProducer } from '../any-producer.ts';
import { any, meets, type Needs } from '../needs.ts';

/** What the quotient's argument has looked at: whether a rule treats members alike, and generations by their order. */
const needs: Needs = {
  protocol: {
    // Rules of brokers, the controller and the logs: no member and no generation in them.
    ...any('truncation', 'isrExpandWaitsForEpochStart', 'highWatermarkWaitsForMinIsr', 'eligibleLeaderReplicas'),
    ...any(
      'isrShrinkBumpsLeaderEpoch',
      'newDirectoryKeepsEligible',
      'registrationFencesOldIncarnation',
      'alterPartitionChecksBrokerEpoch',
      'followerTruncates',
    ),
    // Producers and transactions: the same for every producer, by what it has sent itself.
    ...any(
      'clientBumpsEpoch',
      'unknownProducerStartsAtZero',
      'emptyPartitionStartsAtZero',
      'transactionStartsAtZero',
      'transactionTimeoutBumpsEpoch',
      'transactionVerification',
    ),
    ...any('transactionVersion', 'expiryDuringAbortBumpsEpoch', 'expiredBufferStaysTaken', 'markerRetryAccepted'),
    ...any(
      'bumpWaitsForEarlierBatches',
      'batchesExpireInFlight',
      'producerStateOutlivesRecords',
      'clientMutesPartition',
      'retainedBatches',
    ),
    ...any('lateMarkersRefused', 'transactionalOffsetsVerified'),
    ...any('sequenceDeduplication', 'producerEpochFencing', 'offsetsWaitForMarker', 'offsetsAppliedBeforeAnswer'),
    // What a member reads, and where it starts: the same for every member.
    ...any(
      'consumerValidatesEpoch',
      'fetchReadsHighWatermarkOnce',
      'lastStableOffset',
      'listOffsetsWaitsForEpochStart',
    ),
    ...any(
      'offsetFetchRequiresStable',
      'autoCommitsReturnedOnly',
      'autoCommitRevokesInPoll',
      'revocationPausesFetching',
      'revocationWaitsForPoll',
    ),
    ...any('rejoiningReturnsNothing'),
    // Groups: generations are compared (current or not, newest of those that claim), never counted.
    ...any('transactionalOffsetsFencedByGeneration', 'generationFencing', 'olderClaimsCount'),
    ...any('returnedPartitionStaysOwned', 'commitsByAssignmentEpoch', 'deposedCoordinatorIsSilent'),
    ...any('activeGroupKeepsOffsets', 'rebalancingGroupKeepsOffsets'),
  },
  client: {
    // A producer goes by what it has sent and been answered, and changes its slot with its process.
    ...anyProducer,
    // What a member has read, keeps and commits: by its own positions, and by whether its generation is the group's.
    ...any('startsAtCommittedEpoch', 'holdsBackUnvalidated', 'lateOffsetStore', 'ignoresEmptyAborts'),
    ...any('dropsBatchOnRebalance', 'flushesQueueOnRebalance', 'forgetsRevokedPartitions', 'retriesOffsetFetch'),
    ...any('seeksBackOnCacheExpiry', 'autoCommitsPreviousPoll', 'commitsUnassigned', 'commitsInHand'),
    ...any('keepsAssignmentOnIllegalGeneration', 'commitsNextOffset', 'sendsGenerationWithOffsets'),
    // Commits on their way at the same time name members and generations, which nobody renames.
    commitsInOrder: [true],
  },
  // Each is bound to every broker, producer, member, group or partition alike, or to none.
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
    'topic.created',
    'records.aged',
  ],
};

/** Whether members and generations may be renamed; in a transform members change their slots with their producers. */
export const appliesQuotient = (world: World): boolean =>
  // What a group was like, member by member, is kept where it may come back.
  !world.losesInternal &&
  // A step that outlives its process is part of what a member comes back as.
  !world.checkpoints &&
  meets(world.setup, needs) &&
  // Ids that are not a process's own for good have entries of their own, which nobody has looked at.
  world.setup.application['transactional.ids'] === 'per-member' &&
  (!world.transform || (world.transactional && world.groups === 1 && world.membersPerGroup <= 2));
