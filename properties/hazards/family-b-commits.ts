import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import { merged } from '../claims/setups.ts';
import { replicated, single, under } from './family-b-setups.ts';
import type { Hazard } from './hazard.ts';

/** Faults in what commits say, and when: none of them has an issue of its own. */

const lateCommit = single({
  application: { commit: 'before-processing' },
  faults: { 'connection.lost': 1, rebalance: 1 },
  scope: { records: 2 },
});

const lateJoin = single({ faults: { 'connection.lost': 1 } });

const repeated = (protocol: 'classic' | 'consumer') =>
  single({
    topic: { partitions: 2 },
    consumer: { 'group.protocol': protocol, 'enable.auto.commit': true },
    application: { commit: 'auto' },
    faults: { 'response.lost': 1, 'consumer.crash': 1, 'consumer.close': 1 },
    scope: { members: 2 },
  });

const refused = (protocol: 'classic' | 'consumer') =>
  merged(repeated(protocol), {
    faults: { 'response.lost': 0, rebalance: 1 },
  });

const closedStale = single({
  consumer: { 'group.protocol': 'consumer', 'enable.auto.commit': true },
  application: { commit: 'auto' },
  faults: { rebalance: 1, 'consumer.close': 1 },
});

const unvalidated = replicated(2, 1, {
  consumer: { 'enable.auto.commit': true },
  application: { commit: 'auto' },
  faults: { 'leader.moved': 1, rebalance: 1 },
});

export const COMMITS: readonly Hazard[] = [
  {
    id: 'B45',
    title: 'A commit that outlives its connection arrives behind the next one, and takes the offset of its group back',
    sources: [
      'ConsumerCoordinator.commitOffsetsSync, which tries again after a DisconnectException',
      'ClassicGroup.validateOffsetCommit, ConsumerGroup.validateOffsetCommit',
      'OffsetMetadataManager.commitOffset, which compares no offsets',
    ],
    status: 'open',
    affected: 'all versions, groups of both protocols, and most of all assign(), where a commit names no generation',
    story:
      'The connection to the coordinator breaks under OffsetCommit, whose request is on its way or waits for a thread of the broker. The client commits once more over another connection, works on, and commits further. Then the first request is handled: member and generation are those of now, and nobody compares its offset with what is there. Who starts there after a rebalance, a crash or a restart has everything since given once more; a loop that commits first, and counts as at-most-once, as well. The way out: effects that can be repeated, or offsets in one transaction with them.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: under('4.3', lateCommit),
    control: under('4.3', merged(lateCommit, { application: { 'idempotency.key': true } })),
    steps: 21,
    finding:
      'No issue tells of it. On brokers and clients of 4.1.2 schedules of it agree with the machine step by step: of a loop that commits last, with group.protocol=classic and consumer, and of one that commits first and crashes.',
  },
  {
    id: 'B46',
    title:
      'An automatic commit before a rebalance that is not answered is made again, and covers what is in hand (KIP-848)',
    sources: [
      'CommitRequestManager.autoCommitSyncBeforeRebalanceWithRetries, which takes allConsumed() down anew for each try',
      'AbstractMembershipManager.maybeReconcile',
    ],
    status: 'open',
    affected:
      'clients of 4.0 and 4.1 with group.protocol=consumer and enable.auto.commit; from 4.2 on the same record is lost without any fault (B28)',
    story:
      'Before it gives a partition up the consumer commits what poll() has returned before. poll() does not wait for the answer: it returns what there is of the partitions that the consumer keeps, and the loop works on it. The connection breaks, and the network thread makes the commit again with the positions of then, which are behind the record in hand. The process dies there, and nobody processes it. The way out: commit after processing, or group.protocol=classic.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: under('4.1', repeated('consumer')),
    control: under('4.1', repeated('classic')),
    steps: 19,
    finding:
      'With a proxy between clients and brokers of 4.1.2 that broke the connection of the first OffsetCommit the record was committed within a second, before it was processed, in 3 of 3 runs, and in 2 of 2 with clients of 4.3.1.',
  },
  {
    id: 'B47',
    title:
      'The last automatic commit before a rebalance leaves out a partition whose position is compared with a new leader’s log',
    sources: [
      'KIP-320',
      'SubscriptionState.allConsumed, which takes what hasValidPosition',
      'ConsumerCoordinator.onJoinPrepare',
    ],
    status: 'open',
    affected: 'clients since 2.3 with enable.auto.commit, group.protocol=classic and consumer, and close()',
    story:
      'A partition gets another leader, as in every rolling restart. The client hears of it, and asks the new leader whether the log is still the one that it has read (OffsetsForLeaderEpoch); until it is answered the position counts for nothing. If the member gives the partition up then, or is closed, the commit that comes before leaves the partition out, and says nothing of it. Whoever owns it next starts at the commit before, and is given everything since once more. The way out: commit in the rebalance listener what has been processed, by its offsets: commitSync() without arguments leaves out the same.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: under('4.3', unvalidated),
    control: under('4.3', merged(unvalidated, { application: { 'on.revoke': 'commit' } })),
    steps: 17,
    finding:
      'No issue tells of it. On brokers and clients of 4.1.2 the schedule agrees with the machine step by step, and so does one with an orderly close.',
  },
  {
    id: 'B48',
    title: 'A JoinGroup that outlives its connection puts a live member out of its generation',
    sources: [
      'AbstractCoordinator.joinGroupIfNeeded, which sends JoinGroup once more after a DisconnectException',
      'GroupMetadataManager.classicGroupJoinExistingMember: "Force a rebalance if the leader sends JoinGroup"',
      'CurrentAssignmentBuilder.ownsRevokedPartitions (KIP-848)',
    ],
    status: 'open',
    affected: 'all versions, groups of both protocols',
    story:
      'The connection to the coordinator breaks under JoinGroup, whose request is on its way or waits for a thread of the broker. The client sends it once more over another connection, is given its partitions, and works. Then the first request is handled: the leader of a group that joins asks for a rebalance, and of a group of one that is over at once. The member goes on with what it has in hand, and is refused as it commits that (ILLEGAL_GENERATION): whoever has the partition then, be it itself, is given it once more. A late first heartbeat of KIP-848 gives what its member shall give up away under it. The way out: effects that can be repeated, or offsets in one transaction with them.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: under('4.3', lateJoin),
    control: under('4.3', merged(lateJoin, { application: { offsets: 'external' } })),
    steps: 13,
    finding:
      'No issue tells of it. On brokers of 4.1.2 raw requests put a live member out of its generation like this in 3 of 3 runs, and as a heartbeat in 3 of 3.',
  },
  {
    id: 'B49',
    title:
      'The last commit before close() crosses the answer to a heartbeat, is refused, and is not made again (KIP-848)',
    sources: [
      'KIP-1251',
      'AsyncKafkaConsumer.autoCommitOnClose, which logs what commitSync() throws',
      'CommitRequestManager.commitSyncWithRetries, which takes STALE_MEMBER_EPOCH for no error that may pass',
    ],
    status: 'fixed',
    affected:
      'group.protocol=consumer with brokers before 4.3.0: enable.auto.commit, or an application that commits as it ends',
    story:
      'A process is asked to stop, as in every rolling restart, while its group rebalances. The coordinator raises the epoch of the member, which keeps its partitions, and the answer to the heartbeat that says so is on its way. close() commits what poll() has returned with the epoch of before: the coordinator refuses that, the client logs it and leaves the group. Whoever has the partition next is given once more what was processed. The way out: brokers of 4.3.0, a rebalance listener that commits once more, or effects that can be repeated.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: under('4.2', closedStale),
    control: under('4.3', closedStale),
    steps: 16,
    finding:
      'No issue tells of the commit of close(). On a broker and clients of 4.1.2 the schedule agrees with the machine step by step.',
  },
  {
    id: 'B50',
    title:
      'An automatic commit before partitions are taken is refused by one more rebalance, made again, and covers what is in hand (KIP-848)',
    sources: [
      'CommitRequestManager.autoCommitSyncBeforeRebalanceWithRetries: "Considers STALE_MEMBER_EPOCH as a retriable error"',
      'ConsumerGroup.validateOffsetCommit',
    ],
    status: 'open',
    affected:
      'clients of 4.0 and 4.1 with group.protocol=consumer and enable.auto.commit, and brokers before 4.3.0; with clients from 4.2 on the same record is lost without any fault (B28)',
    story:
      'A member that is to be given another partition commits what poll() has returned before, and poll() goes on with what it has. One more rebalance raises the member’s epoch while the commit is under way: the coordinator refuses it, and the network thread makes it again with the epoch and the positions of then, which are behind the record in hand. The process dies there, and nobody processes it. No answer need be lost (B46). The way out: commit after processing, or group.protocol=classic.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: under('4.1', refused('consumer')),
    control: under('4.1', refused('classic')),
    steps: 19,
    finding:
      'Read in the source of 4.1.2. That the commit is made again like this was seen where its answer is lost (B46).',
  },
];
