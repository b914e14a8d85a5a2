import { ON_OFF, type ProtocolSwitch } from './switch.ts';

/** Groups and their offsets, and what the Java client and the brokers keep in mind of one another. */
export const GROUPS = {
  activeGroupKeepsOffsets: {
    takes: ON_OFF,
    history: [[false], [true, '2.1']],
    sources: ['KIP-211'],
    does: 'the committed offsets of a group expire only when the group has been empty for long enough',
    otherwise: 'the offsets of a group that is alive expire, and it starts over',
  },
  /** Since KAFKA-8730 (2.4) the topics of an active group count. */
  rebalancingGroupKeepsOffsets: {
    takes: ON_OFF,
    history: [[true], [false, '2.4'], [true, '2.8.2', '3.0.1', '3.1.1']],
    sources: ['KAFKA-13636'],
    does: 'offsets do not expire either while the members of their group rejoin',
    otherwise: 'the offsets of a group that rebalances expire, and it starts over',
  },
  deposedCoordinatorIsSilent: {
    takes: ON_OFF,
    history: [[true]],
    sources: ['KAFKA-20634'],
    does: 'a coordinator that no longer leads its partition of `__consumer_offsets` answers no commit that its successor may not have',
    otherwise: 'a commit is acknowledged that the next owner does not start from',
    mended: '2026, a fault of the group coordinator of 4.0; taken as on there too',
  },
  listOffsetsWaitsForEpochStart: {
    takes: ON_OFF,
    history: [[false], [true, '2.2']],
    sources: ['KIP-207'],
    does: 'ListOffsets(latest) waits until a new leader’s high watermark has reached the start of its epoch',
    otherwise: 'the end of a partition goes back after a leader change, and records are read again',
  },
  clientMutesPartition: {
    takes: ON_OFF,
    history: [[false], [true, '0.10']],
    sources: ['KAFKA-3197'],
    does: 'with one request in flight a partition is muted as a whole, whichever broker leads it',
    otherwise: 'a record overtakes the one before it across a leader change',
  },
  /** KAFKA-12984 (2.8.1) had dropped the claims of members that had missed a generation. */
  olderClaimsCount: {
    takes: ON_OFF,
    history: [[true], [false, '2.8.1'], [true, '3.4.1']],
    sources: ['KAFKA-14639', 'KAFKA-12984'],
    does: 'cooperative-sticky takes a partition for owned as long as a member claims it, of whatever generation',
    otherwise: 'two members own a partition at once after one has missed a generation',
  },
  returnedPartitionStaysOwned: {
    takes: ON_OFF,
    history: [[false], [true, '3.8']],
    sources: ['KAFKA-16147'],
    does: 'a partition that its member was to give up and may keep after all stays its own (KIP-848)',
    otherwise: 'the coordinator gives it to another member, and two own it at once',
  },
  autoCommitsReturnedOnly: {
    takes: ON_OFF,
    history: [[false], [true, '4.0']],
    sources: ['KAFKA-18641'],
    does: 'the background thread of KIP-848’s consumer auto-commits only what the application has been given',
    otherwise: 'a record is committed that was fetched and never returned',
  },
  revocationPausesFetching: {
    takes: ON_OFF,
    history: [[true], [false, '3.2.1'], [true, '3.2.3']],
    sources: ['KAFKA-14196'],
    does: 'an eager consumer returns nothing more once it has sent the commit before its revocation',
    otherwise: 'records are returned after that commit, and once more to the next owner',
  },
  /** Redpanda before 21.11 knew too few as well (#3038, #3039). */
  retainedBatches: {
    takes: { min: 1, max: 5 },
    history: [[1], [5, '1.0']],
    sources: ['KAFKA-5494'],
    does: 'of how many batches of a producer, per partition, a broker knows the sequence numbers: 5, before only the last',
    otherwise:
      'a batch that is in the log cannot be told from one that is missing: more in flight cannot be deduplicated',
  },
} as const satisfies Readonly<Record<string, ProtocolSwitch>>;
