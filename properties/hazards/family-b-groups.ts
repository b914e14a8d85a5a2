import { FOREIGN_COMMIT, OWNED_AT_ONCE } from '../guarantees/exclusive-ownership.ts';
import { DELIVERED_TWICE, TWO_OUTPUTS } from '../guarantees/no-duplicates.ts';
import { SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import { single, transforming, under } from './family-b-setups.ts';
import { merged } from '../claims/setups.ts';
import type { Hazard } from './hazard.ts';

/** Faults published in how groups hand partitions over, and in what their offsets say. */

const movedCoordinator = single({
  cluster: { brokers: 2 },
  faults: { 'leader.moved': 1, rebalance: 1 },
});

const quiet = single({ faults: { 'offsets.expired': 1, rebalance: 1 } });

const eager = single({
  consumer: { 'enable.auto.commit': true },
  faults: { rebalance: 1 },
  scope: { records: 2 },
});

const cooperative = single({
  consumer: { 'partition.assignment.strategy': 'cooperative' },
  faults: { rebalance: 2 },
  scope: { members: 2 },
});

const automatic = single({
  consumer: { 'partition.assignment.strategy': 'cooperative', 'enable.auto.commit': true },
  faults: { rebalance: 1 },
  scope: { members: 2 },
});

const moved = single({
  consumer: { 'group.protocol': 'consumer' },
  faults: { rebalance: 3 },
  scope: { members: 2 },
});

const movedTwice = single({
  consumer: { 'group.protocol': 'consumer' },
  faults: { rebalance: 2 },
  scope: { members: 2 },
});

const background = single({
  consumer: { 'group.protocol': 'consumer', 'enable.auto.commit': true },
  faults: { 'consumer.crash': 1 },
});

const unheard = transforming({
  consumer: { 'group.protocol': 'consumer' },
  application: { 'rebalance.listener': false },
  faults: { rebalance: 1 },
  scope: { members: 2 },
});

const paused = single({
  consumer: { 'group.protocol': 'consumer' },
  faults: { 'consumer.stall': 1 },
  scope: { members: 2 },
});

export const GROUPS: readonly Hazard[] = [
  {
    id: 'B23',
    title: 'A group coordinator that has moved acknowledges a commit that its successor does not have',
    sources: ['KAFKA-20634', 'apache/kafka #22444'],
    status: 'fixed',
    affected: '4.0.0 to 4.2.1 and 4.3.0; fixed in 4.2.2, 4.3.1 and 4.4.0',
    story:
      'A commit is appended at the coordinator and waits to be replicated when the partition of __consumer_offsets moves. The old coordinator’s log is truncated and filled again from the new one; its high watermark rises over the offset that it waits for, and it answers that the commit is stored. The new coordinator never had it, and the next owner starts before it. Since the fix only a leader’s high watermark counts.',
    guarantee: 'resume-from-committed',
    setup: under('4.3.0', movedCoordinator),
    control: under('4.3.1', movedCoordinator),
    steps: 11,
    finding:
      '__consumer_offsets is no partition of the machine: what becomes of the commit between the two coordinators is one step, since nobody can see more of it than the answer and where the next owner starts.',
  },
  {
    id: 'B24',
    title: 'The committed offsets of a group that is alive expire',
    sources: ['KIP-211', 'KAFKA-4682'],
    status: 'fixed',
    affected: 'before 2.1.0 (after a day until 2.0, after a week since); fixed in 2.1.0',
    story:
      'Nothing new comes on a partition, so nothing is committed for it, and offsets.retention.minutes after the last commit its offset is deleted although the group is alive. After the next rebalance the new owner starts where auto.offset.reset says. Since KIP-211 the offsets of a group expire only when it has been empty for that long.',
    guarantee: 'resume-from-committed',
    setup: under('2.0', quiet),
    control: under('2.1', quiet),
    steps: 12,
  },
  {
    id: 'B25',
    title: 'Records are returned after the commit before their revocation, and once more to the next owner',
    sources: ['KAFKA-14196', 'KAFKA-14024'],
    status: 'fixed',
    affected: '3.2.1 and 3.2.2; fixed in 3.2.3 and 3.3.0',
    story:
      'An eager consumer commits before its partitions are revoked. Since KAFKA-14024 it did not wait for the answer inside poll(), went on fetching meanwhile, and returned records that no commit covers. Since the fix nothing more is returned once that commit has been sent.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: under('3.2.2', eager),
    control: under('3.2.3', eager),
    steps: 16,
  },
  {
    id: 'B26',
    title: 'The claim of a member that missed a generation is dropped, and its partition given away at once',
    sources: ['KAFKA-14639', 'KAFKA-12984', 'KAFKA-13419', 'KIP-429', 'KIP-792'],
    status: 'fixed',
    affected: 'cooperative-sticky 2.8.1 to 3.4.0; fixed in 3.4.1 and 3.5.0',
    story:
      'A member joins a rebalance and comes too late for its assignment; in the next one it claims what it still owns, in a generation that is older than the others’. The assignor dropped such claims, took the partition for free, and gave it to another member while the first went on reading it. Since the fix a claim counts unless a newer one contradicts it.',
    guarantee: 'exclusive-ownership',
    cause: OWNED_AT_ONCE,
    setup: under('3.4.0', cooperative),
    control: under('3.4.1', cooperative),
    steps: 12,
    finding:
      'The catalogue reduces it to two members that both claim the partition. They cannot: the cooperative protocol does not give a claimed partition to the second before the first has given it up, whether or not that one syncs. It is the claim that is not believed that does it, which is KAFKA-14639; so versions before 2.8.1, which believed every claim, are not concerned.',
  },
  {
    id: 'B27',
    title: 'A partition that its member may keep after all looks free to the coordinator (KIP-848)',
    sources: ['KAFKA-16147', 'apache/kafka #15212'],
    status: 'fixed',
    affected: 'group.protocol=consumer in 3.7 (preview); fixed in 3.8.0',
    story:
      'A partition is to move from one member to another, and before the first has given it up the target changes back. The coordinator entered the member as owner again and then struck out the entry of the revocation, which was the same one. With the next change of mind the partition was given to the other member while the first still read it.',
    guarantee: 'exclusive-ownership',
    cause: OWNED_AT_ONCE,
    setup: under('3.7', moved),
    control: under('3.8', moved),
    steps: 9,
  },
  {
    id: 'B28',
    title: 'The background thread of the new consumer commits what poll() has not returned yet',
    sources: ['KAFKA-18641', 'apache/kafka #18737'],
    status: 'open',
    affected:
      'clients of 3.7 to 3.9 with group.protocol=consumer and auto-commit; fixed in 4.0.0, and back since 4.2.0: 4.3.1 has it',
    story:
      'The consumer of KIP-848 commits in a background thread. That reads the position when the application thread may have moved it already past records that poll() is about to return: they are committed before the application has them, and a crash loses them. Since 4.0 poll() waited until the positions were taken down; since 4.2 it does not wait, and clients of 4.2.2 and 4.3.1 were seen to lose the record in hand in a third of all crashes, those of 4.0.2 and 4.1.2 never. With the classic protocol poll() itself commits, before it fetches.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: under('4.3', background),
    control: under('4.3', merged(background, { consumer: { 'group.protocol': 'classic' } })),
    steps: 13,
  },
  {
    id: 'B32',
    title: 'The committed offsets of a group expire while its members rejoin',
    sources: ['KAFKA-13636', 'KAFKA-8730'],
    status: 'fixed',
    affected: '2.4 to 2.8.1, 3.0.0 and 3.1.0; fixed in 2.8.2, 3.0.1 and 3.1.1',
    story:
      'The offsets of an active group expire for topics that it does not subscribe to. In the middle of a rebalance the coordinator knew of no subscriptions, so that every offset old enough was deleted, and the members started where auto.offset.reset says. Since the fix only a stable group is asked.',
    guarantee: 'resume-from-committed',
    setup: under('3.1.0', quiet),
    control: under('3.1.1', quiet),
    steps: 12,
  },
  {
    id: 'B33',
    title: 'A consumer of KIP-848 without a rebalance listener gives a partition up in the middle of a transaction',
    sources: ['KAFKA-20332', 'apache/kafka #21897'],
    status: 'fixed',
    affected: 'clients of 3.7 to 4.2.0 with group.protocol=consumer; fixed in 4.2.1 and 4.3.0',
    story:
      'The network thread reconciles as soon as the coordinator asks for it, whatever the application is doing: without a listener nobody has to be called. The next owner starts before the records in hand and transforms them as well. The offsets that the first one then adds to its transaction carry the epoch of now, and the coordinator compares nothing else: both transactions are committed. Since the fix partitions are given up inside poll() alone; so they are in every version where subscribe() is given a listener, whatever it does.',
    guarantee: 'no-duplicates',
    cause: TWO_OUTPUTS,
    setup: under('4.2.0', unheard),
    control: under('4.2.1', unheard),
    steps: 21,
  },
  {
    id: 'B34',
    title:
      'A member of KIP-848 that was paused joins again in the background, and commits what it had in hand as if it were its own',
    sources: ['KIP-848', 'AbstractMembershipManager.transitionToFenced'],
    status: 'open',
    affected: 'clients of 3.7 to 4.3.1 with group.protocol=consumer, where subscribe() is given no rebalance listener',
    story:
      'The process stands still for longer than its session, and its partitions go to others. When it wakes up, the network thread hears that it is fenced, and joins the group again before the application has called poll(). The commit of the old batch, or of its transaction, then carries the new epoch and is taken, although the partition is somebody else’s; in a transform there are two outputs for one input, as brokers and clients up to 4.3.1 were seen to do after a SIGSTOP. With a listener the member stays fenced until poll() has called it, and the commit is refused; so it is where the group metadata were taken down at the poll that returned the batch.',
    guarantee: 'exclusive-ownership',
    cause: FOREIGN_COMMIT,
    setup: under('4.3', merged(paused, { application: { 'rebalance.listener': false } })),
    control: under('4.3', merged(paused, { application: { 'rebalance.listener': true } })),
    steps: 13,
  },
  {
    id: 'B39',
    title: 'Cooperative with auto-commit: what poll() returns during a rebalance is in no commit of its member',
    sources: ['KAFKA-8421', 'KAFKA-14196', 'KIP-429'],
    status: 'open',
    affected: 'cooperative assignors with enable.auto.commit, clients since 2.5.0; 4.3.1 has it',
    story:
      'A cooperative consumer commits by itself before it joins a rebalance, keeps its partitions and goes on returning records (KAFKA-8421); while it is rejoining, its client fails every commit. When it then learns that a partition is another member’s, it revokes that without a commit, and the next owner is given once more what was processed meanwhile. Eager consumers were mended (KAFKA-14196). The way out: a rebalance listener that commits.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: under('4.3', automatic),
    control: under('4.3', merged(automatic, { application: { 'on.revoke': 'commit' } })),
    steps: 16,
  },
  {
    id: 'B43',
    title:
      'A commit that crosses the answer to a heartbeat is refused, though its member keeps the partition (KIP-848)',
    sources: ['KIP-1251', 'KAFKA-20066', 'apache/kafka #21692'],
    status: 'fixed',
    affected: 'group.protocol=consumer with brokers before 4.3.0, and commits by hand; fixed in 4.3.0',
    story:
      'The coordinator raises the epoch of a member that has nothing to give up, and says so in its next answer. A commitSync() that is on its way then names the epoch of before: STALE_MEMBER_EPOCH, of which the client makes a CommitFailedException and tries nothing again. The loop goes on; if the partition moves before its next commit, the new owner processes the record once more. Since KIP-1251 the epoch since which the member owns the partition is enough. The way out before: a rebalance listener that commits.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: under('4.2', movedTwice),
    control: under('4.3', movedTwice),
    steps: 15,
    finding:
      'Two live members on a broker of 4.1.2, with a third that came and went 20 times in 40 seconds: 58 commits refused, and one record of 11,821 processed twice. On 4.3.1 none of either.',
  },
];
