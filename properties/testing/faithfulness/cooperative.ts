import { DELIVERED_TWICE } from '../../guarantees/no-duplicates.ts';
import { small } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Entries, Entry } from './entry.ts';

/** A group of two that rebalances once, cooperatively but for what `draft` says. */
const moving = ({ consumer, application, ...draft }: SetupDraft = {}): SetupDraft =>
  small({
    faults: { rebalance: 1 },
    scope: { members: 2, records: 1 },
    ...draft,
    consumer: { 'partition.assignment.strategy': 'cooperative', ...consumer },
    ...(application === undefined ? {} : { application }),
  });

const eager = { 'partition.assignment.strategy': 'eager' };
const automatic = { 'enable.auto.commit': true };
const twoPartitions = { topic: { partitions: 2 } };

/** A claim about `no-duplicates`, where a violation is a record that two members were given. */
const twice = (title: string, verdict: Entry['verdict'], setup: SetupDraft, decided: string): Entry => ({
  title,
  setup,
  guarantee: 'no-duplicates',
  ...(verdict === 'violated' ? { cause: DELIVERED_TWICE } : {}),
  verdict,
  decided,
});

const ends = (title: string, setup: SetupDraft): Entry => ({
  title,
  setup,
  guarantee: 'no-loss',
  verdict: 'holds',
  decided:
    'AbstractStickyAssignor keeps what members claim in a generation that is current, and so in the second round places what was given up; CooperativeStickyAssignor.adjustAssignment takes nothing more away, so that nobody revokes (read at 3.8.0)',
});

const NO_COMMIT =
  'ConsumerCoordinator.onJoinComplete revokes and does not commit; auto-commit ran in onJoinPrepare (read at 2.5.0 to 4.3.1)';
const REFUSED =
  'ConsumerCoordinator.sendOffsetCommitRequest: no generation unless the member is STABLE, RebalanceInProgressException, nothing sent (since 2.5.0)';

/** Cooperative rebalancing (KIP-429), and what the rebalance listener does about what is in hand. */
export const COOPERATIVE: Entries = {
  '1': [
    ...(['3.5', '3.9', '4.1', '4.3'] as const).map((kafka) =>
      twice(
        `auto-commit, cooperative, a member joins: what was processed meanwhile goes to the next owner, clients of ${kafka}`,
        'violated',
        moving({ kafka, consumer: automatic }),
        `${kafka}, newest patch: in 3 of 3 runs`,
      ),
    ),
    ...(['3.9', '4.1', '4.3'] as const).map((kafka) =>
      twice(
        `the same, eager, clients of ${kafka}`,
        'holds',
        moving({ kafka, consumer: { ...automatic, ...eager } }),
        `${kafka}, newest patch: no duplicate in 3 of 3 runs`,
      ),
    ),
    twice(
      'the same, KIP-848 with a listener',
      'holds',
      small({
        kafka: '4.3',
        faults: { rebalance: 1 },
        scope: { members: 2, records: 1 },
        consumer: { 'group.protocol': 'consumer', 'enable.auto.commit': true },
      }),
      '4.3.1: no duplicate in 3 of 3 runs',
    ),
    twice(
      'the same, clients of 2.4, which return nothing during a rebalance',
      'holds',
      moving({ kafka: '2.4', consumer: automatic }),
      'KafkaConsumer.poll at 2.4.1: empty until the rebalance is over; KAFKA-8421 (commit 505e8240cd2), first tag 2.5.0',
    ),
    twice(
      'the same, with a listener that commits',
      'holds',
      moving({ kafka: '4.3', consumer: automatic, application: { 'on.revoke': 'commit' } }),
      'ConsumerCoordinator.onJoinComplete calls onPartitionsRevoked in the new generation, in which commits are taken (read at 3.8.0)',
    ),
  ],
  '1c': (['3.9', '4.1', '4.3'] as const).map((kafka) =>
    twice(
      `commitSync() while the join is pending fails in the client, ${kafka}`,
      'violated',
      moving({ kafka }),
      `${kafka}, newest patch: RebalanceInProgressException and no OffsetCommit request, in 3 of 3 runs`,
    ),
  ),
  G6: [
    twice('auto-commit, two partitions', 'violated', moving({ ...twoPartitions, consumer: automatic }), NO_COMMIT),
    twice('the same, eager', 'holds', moving({ ...twoPartitions, consumer: { ...automatic, ...eager } }), NO_COMMIT),
    twice(
      'auto-commit, with a listener that does nothing but drop what is in hand',
      'violated',
      moving({ consumer: automatic, application: { 'on.revoke': 'drop' } }),
      NO_COMMIT,
    ),
    {
      title: 'a transform in transactions: the offsets of a member that rejoins are taken until its generation is over',
      setup: small({
        faults: { rebalance: 1 },
        scope: { members: 2, records: 1 },
        consumer: { 'partition.assignment.strategy': 'cooperative', 'isolation.level': 'read_committed' },
        application: { shape: 'transform', commit: 'transaction' },
      }),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided:
        'sendOffsetsToTransaction does not ask the consumer’s state; GroupCoordinator.validateOffsetCommit compares member and generation (read at 3.8.0)',
    },
  ],
  G7: [
    ends('two partitions', moving(twoPartitions)),
    ends('two partitions, async', moving({ ...twoPartitions, application: { processing: 'async' } })),
    ends('two partitions, auto-commit', moving({ ...twoPartitions, consumer: automatic })),
    ends(
      'two partitions, a transform',
      moving({ ...twoPartitions, application: { shape: 'transform', commit: 'after-processing' } }),
    ),
    ends(
      'two partitions, a transform that does not wait for its sends',
      moving({
        ...twoPartitions,
        application: { shape: 'transform', commit: 'after-processing', processing: 'async' },
      }),
    ),
  ],
  G8: [
    ...(['eager', 'cooperative'] as const).flatMap((strategy) => {
      const consumer = { 'partition.assignment.strategy': strategy };
      const worker = (onRevoke: string): SetupDraft =>
        moving({ consumer, application: { processing: 'async', 'on.revoke': onRevoke } });
      const decided =
        'onPartitionsRevoked runs inside poll(), and the rebalance waits for it: what it does is done before the partition is given up (ConsumerRebalanceListener, javadoc)';
      return [
        twice(`a worker and a listener that does nothing, ${strategy}`, 'violated', worker('nothing'), decided),
        twice(`a worker and a listener that commits, ${strategy}`, 'violated', worker('commit'), decided),
        twice(`a worker and a listener that waits for it, ${strategy}`, 'holds', worker('drain'), decided),
        twice(`a worker and a listener that drops what is in hand, ${strategy}`, 'violated', worker('drop'), decided),
      ];
    }),
    {
      title: 'a worker, and a listener that drops what is in hand: the next owner has it',
      setup: moving({ consumer: eager, application: { processing: 'async', 'on.revoke': 'drop' } }),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: 'what is dropped was not committed, and OffsetFetch says where the next owner starts',
    },
  ],
  c04: [twice('a batch listener with commitSync(), cooperative', 'violated', moving({ kafka: '3.7' }), REFUSED)],
  c04b: [
    twice(
      'a batch listener with commitSync(), eager',
      'holds',
      moving({ kafka: '3.7', ...twoPartitions, consumer: eager }),
      'nothing is owned, and so nothing processed, between JoinGroup and the assignment',
    ),
  ],
  c04c: [
    twice(
      'a batch listener that commits on revocation as well',
      'holds',
      moving({ kafka: '3.7', application: { 'commit.on.revoke': true } }),
      'Spring for Apache Kafka #2489, mended by committing again on revocation (commit a1d56d32, first tag 2.9.4)',
    ),
  ],
  c05: [
    twice(
      'a queue of polled records that survives a rebalance, eager',
      'violated',
      moving({
        kafka: '2.8',
        consumer: { ...eager, 'max.poll.records': 2 },
        application: { processing: 'async' },
        client: { flushesQueueOnRebalance: false },
      }),
      'kafka-go #1398; SmallRye Reactive Messaging #1403 and PR #1404',
    ),
  ],
  c05b: [
    twice(
      'the queue of a member that gives a partition up in a cooperative rebalance',
      'violated',
      moving({
        kafka: '2.8',
        consumer: { 'max.poll.records': 2 },
        application: { 'on.revoke': 'commit' },
        client: { flushesQueueOnRebalance: false },
      }),
      'as c05: nothing but the client’s own queue has the records, and it is not emptied',
    ),
    twice(
      'the same, with a client that empties its queue',
      'holds',
      moving({ kafka: '2.8', consumer: { 'max.poll.records': 2 }, application: { 'on.revoke': 'commit' } }),
      'Fetcher returns nothing of a partition that is not assigned',
    ),
  ],
  c14: [
    twice(
      'commits beside the loop, and nothing is flushed on revocation',
      'violated',
      moving({ kafka: '2.8', consumer: eager, application: { processing: 'async' } }),
      'zio-kafka #437, fs2-kafka PR #1502',
    ),
  ],
  c14b: [
    twice(
      'commits beside the loop, and what is processed is committed on revocation: what is in hand goes on',
      'violated',
      moving({ kafka: '2.8', consumer: eager, application: { processing: 'async', 'commit.on.revoke': true } }),
      'fs2-kafka PR #1502: “does not drain unprocessed in-flight records”',
    ),
  ],
  c15: [
    twice('3.7: auto-commit, cooperative-sticky', 'violated', moving({ kafka: '3.7', consumer: automatic }), NO_COMMIT),
  ],
  c15b: [
    twice('4.1: auto-commit, cooperative-sticky', 'violated', moving({ kafka: '4.1', consumer: automatic }), NO_COMMIT),
  ],
  c23: [
    twice(
      'a commit that was refused in a rebalance is made again on revocation, after a newer one',
      'violated',
      moving({
        kafka: '3.7',
        application: { 'commit.on.revoke': true },
        client: { commitsInOrder: false },
        scope: { members: 2, records: 2 },
      }),
      'Spring for Apache Kafka #3186, 2.9.4 to 3.0.15 and 3.1.3: offsets that are lower than the last commit',
    ),
    twice(
      'the same, with commits in order',
      'holds',
      moving({ kafka: '3.7', application: { 'commit.on.revoke': true }, scope: { members: 2, records: 2 } }),
      'commit 6a0bab6f, first tag 3.1.4: what was committed meanwhile is not committed again',
    ),
  ],
  c26: [
    twice(
      'auto-commit, RangeAssignor, two partitions: the control of c15',
      'holds',
      moving({ kafka: '3.7', ...twoPartitions, consumer: { ...automatic, ...eager } }),
      '3.9.2, 4.1.2, 4.3.1: no duplicate in 3 of 3 runs each',
    ),
  ],
};
