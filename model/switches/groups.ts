import { ON_OFF, type ProtocolSwitch } from './switch.ts';

/** Groups and their offsets, and what the Java client and the brokers keep in mind of one another. */
export const GROUPS = {
  activeGroupKeepsOffsets: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '2.1']],
    sources: ['KIP-211'],
    decided: 'commit 418a91b5d4e, first tag 2.1.0: GroupMetadata has currentStateTimestamp at 2.1.0, not at 2.0.1',
    does: 'the committed offsets of a group expire only when the group has been empty for long enough',
    otherwise: 'the offsets of a group that is alive expire, and it starts over',
  },
  /** Since KAFKA-8730 (2.4) the topics of an active group count. */
  rebalancingGroupKeepsOffsets: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true], [false, '2.4'], [true, '2.8.2', '3.0.1', '3.1.1']],
    sources: ['KAFKA-13636', 'KAFKA-8730'],
    decided:
      'GroupMetadata asks for a stable group at 2.8.2, 3.0.1, 3.1.1 and 3.2.0, not at 2.8.1, 3.0.0 and 3.1.0; the fault came with commit e24d0e22abb (KAFKA-8730), first tag 2.4.0',
    does: 'offsets do not expire either while the members of their group rejoin',
    otherwise: 'the offsets of a group that rebalances expire, and it starts over',
  },
  deposedCoordinatorIsSilent: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true], [false, '4.0'], [true, '4.2.2', '4.3.1']],
    sources: ['KAFKA-20634'],
    decided:
      'CoordinatorPartitionWriter’s listener asks whether it is active at 4.2.2, 4.3.1 and 4.4.0, not at 4.0.0 to 4.1.2, 4.2.1 and 4.3.0; the coordinator with the fault is the default from 4.0.0',
    does: 'a coordinator that no longer leads its partition of `__consumer_offsets` answers no commit that its successor may not have',
    otherwise: 'a commit is acknowledged that the next owner does not start from',
  },
  listOffsetsWaitsForEpochStart: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '2.2']],
    sources: ['KIP-207'],
    decided: 'commit 152292994e4, first tag 2.2.0; older clients get LEADER_NOT_AVAILABLE from it',
    does: 'ListOffsets(latest) waits until a new leader’s high watermark has reached the start of its epoch',
    otherwise: 'the end of a partition goes back after a leader change, and records are read again',
  },
  clientMutesPartition: {
    takes: ON_OFF,
    side: 'client',
    history: [[false], [true, '0.10']],
    sources: ['KAFKA-3197'],
    decided: 'commit 5afa1660103, first tag 0.10.0.0',
    does: 'with one request in flight a partition is muted as a whole, whichever broker leads it',
    otherwise: 'a record overtakes the one before it across a leader change',
  },
  /**
   * KAFKA-13081 (2.8.1) and KAFKA-12984 (3.0) had dropped the claims of members that had missed a generation. Before
   * 2.8.1 every claim counted, and a partition claimed twice went to both or to whoever was read last (KAFKA-9987,
   * KAFKA-13081), which is not in the machine.
   */
  olderClaimsCount: {
    takes: ON_OFF,
    side: 'client',
    history: [[true], [false, '2.8.1'], [true, '3.4.1']],
    sources: ['KAFKA-14639', 'KAFKA-12984', 'KAFKA-13081'],
    decided:
      'AbstractStickyAssignor: commits 3d764ed3870 (KAFKA-13081, first tag 2.8.1) and 6fffd77e7f2 (KAFKA-12984, 3.0.0) brought the fault, ae722570288 (3.4.1) and 7b930454628 (3.5.0) the fix; the assignor runs in the group’s leader',
    does: 'cooperative-sticky takes a partition for owned as long as a member claims it, of whatever generation',
    otherwise: 'two members own a partition at once after one has missed a generation',
  },
  commitsByAssignmentEpoch: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '4.3']],
    sources: ['KIP-1251', 'KAFKA-20066'],
    decided:
      'ConsumerGroup.validateOffsetCommit wants the member’s very epoch at 4.1.2, 4.2.0 and 4.2.1, and asks createAssignmentEpochValidator at 4.3.0 and 4.3.1; CommitRequestManager of clients 4.1.2 makes a CommitFailedException of STALE_MEMBER_EPOCH, and does not try again',
    does: 'a member of KIP-848 may commit with an epoch that is older than its own, for what it has owned since',
    otherwise:
      'a commit that crosses the answer to a heartbeat is refused, and the next owner processes once more what it was of',
  },
  returnedPartitionStaysOwned: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '3.8']],
    sources: ['KAFKA-16147'],
    decided: 'commit cf90382fb92 (apache/kafka #15212), first tag 3.8.0: ConsumerGroup adds before it removes at 3.7.0',
    does: 'a partition that its member was to give up and may keep after all stays its own (KIP-848)',
    otherwise: 'the coordinator gives it to another member, and two own it at once',
  },
  autoCommitsReturnedOnly: {
    takes: ON_OFF,
    side: 'client',
    history: [[false], [true, '4.0'], [false, '4.2']],
    sources: ['KAFKA-18641'],
    decided:
      'AsyncKafkaConsumer.poll waits at 4.0.0 to 4.1.2 until positions have been taken down, not at 3.9.2; from 4.2.0 on it adds an AsyncPollEvent and collects the fetch at once where positions are known (collectFetch), while CommitRequestManager.maybeAutoCommitAsync of the network thread takes down SubscriptionState.allConsumed: seen with 4.2.2 and 4.3.1, a third to a half of the commits of a poll that had records waiting, never with 4.0.2 and 4.1.2',
    does: 'the background thread of KIP-848’s consumer auto-commits at auto.commit.interval.ms only what poll() has returned before',
    otherwise: 'the records that poll() is just returning are committed, and a crash loses them',
  },
  autoCommitRevokesInPoll: {
    takes: ON_OFF,
    side: 'client',
    history: [[false], [true, '4.0']],
    sources: ['KAFKA-18641'],
    decided:
      'AbstractMembershipManager.maybeReconcile at 4.0.0 to 4.3.1: outside poll() it gives nothing up where the consumer commits automatically; MembershipManagerImpl at 3.7.2 to 3.9.2 did not ask',
    does: 'a consumer of KIP-848 that commits automatically gives partitions up, and commits before, inside poll() alone',
    otherwise: 'records in hand are committed in the background as their partition is given up, and a crash loses them',
  },
  revocationWaitsForPoll: {
    takes: ON_OFF,
    side: 'client',
    history: [[false], [true, '4.2.1']],
    sources: ['KAFKA-20332'],
    decided:
      'AbstractMembershipManager.maybeReconcile: outside poll() it gives nothing up at 4.2.1 and 4.3.1, at 4.0.0 to 4.2.0 only where the consumer commits automatically (KAFKA-18641); MembershipManagerImpl did not ask at 3.7.2 to 3.9.2; clients of 4.0.2 and 4.2.0 were seen to give up mid-transaction, 4.2.1 and 4.3.0 not',
    does: 'a consumer of KIP-848 that has no rebalance listener gives partitions up inside poll() alone',
    otherwise:
      'they are given up in the background, with their records in hand, and the next owner processes these as well',
  },
  revocationPausesFetching: {
    takes: ON_OFF,
    side: 'client',
    history: [[true], [false, '3.2.1'], [true, '3.2.3']],
    sources: ['KAFKA-14196', 'KAFKA-14024'],
    decided:
      'ConsumerCoordinator.onJoinPrepare waits with partitions still fetching at 3.2.1 and 3.2.2 (d8541b20a10); commits 56baf6448f0 (3.2.3) and 14df199af04 (3.3.0)',
    does: 'an eager consumer returns nothing more once it has sent the commit before its revocation',
    otherwise: 'records are returned after that commit, and once more to the next owner',
  },
  /** Redpanda before 21.11 knew too few as well (#3038, #3039). */
  retainedBatches: {
    takes: { min: 1, max: 5 },
    side: 'broker',
    history: [[1], [5, '1.0']],
    sources: ['KAFKA-5494'],
    decided:
      'commit 5d2422258cb (apache/kafka #3743): ProducerStateEntry retains five batches at 1.0.0, none but the last at 0.11.0.2',
    does: 'of how many batches of a producer, per partition, a broker knows the sequence numbers: 5, before only the last',
    otherwise:
      'a batch that is in the log cannot be told from one that is missing: more in flight cannot be deduplicated',
  },
  rejoiningReturnsNothing: {
    takes: ON_OFF,
    side: 'client',
    history: [[true], [false, '2.5']],
    sources: ['KAFKA-8421'],
    decided:
      'KafkaConsumer.poll returns empty while updateAssignmentMetadataIfNeeded is not done at 2.4.1, and fetches all the same from 2.5.0 on (commit 505e8240cd2)',
    does: 'a cooperative consumer returns no records from JoinGroup until it has its assignment',
    otherwise: 'records are returned that it cannot commit, and once more to the next owner of their partition',
  },
} as const satisfies Readonly<Record<string, ProtocolSwitch>>;
