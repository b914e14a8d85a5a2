import { COMMIT_AFTER, CRASH, DEDUPLICATING, faults, merged, small, transactional } from '../claims/setups.ts';
import { DELIVERED_TWICE, TWO_OUTPUTS } from '../guarantees/no-duplicates.ts';
import { OFFSET_WITHOUT_RECORD } from '../guarantees/offsets-with-records.ts';
import { LIVE_FENCED } from '../guarantees/progress.ts';
import type { Hazard } from './hazard.ts';

const DELIVERY_SEMANTICS = 'Kafka documentation, Design: Message Delivery Semantics';

const WRITES_IN_TRANSACTIONS = small(merged(COMMIT_AFTER, { producer: { 'transactional.id': 'orders' } }));
const ACTS_OUTSIDE = transactional(merged(CRASH, { application: { effect: 'external' } }));
const ABORTS = transactional(
  merged(faults('request.lost'), { consumer: { 'max.poll.records': 1 }, scope: { records: 2 } }),
);

const TWO_WRITERS = merged(WRITES_IN_TRANSACTIONS, {
  consumer: { 'isolation.level': 'read_committed' },
  scope: { producers: 2, attempts: 1 },
});
/** The last patch before KIP-447 whose coordinator applies offsets before it answers for them. */
const BEFORE_GENERATIONS = transactional(merged(CRASH, { kafka: '1.1.0', scope: { members: 2 } }));

const OVER_POLLS = transactional(merged(faults('rebalance'), { application: { 'transaction.spans': 'polls' } }));

/** What transactions do not cover. */
export const FAMILY_A_TRANSACTIONS: readonly Hazard[] = [
  {
    id: 'A17',
    title: 'The default isolation.level=read_uncommitted reads open and aborted transactions',
    sources: [DELIVERY_SEMANTICS, 'Kafka documentation, ConsumerConfig: isolation.level', 'KIP-98'],
    status: 'configuration',
    affected: 'all versions since 0.11; the default of the Java client, not of librdkafka (since 1.2) nor KafkaJS',
    story:
      'The records of a transaction are in the log before anybody has decided on it, and a read_uncommitted consumer returns them as they come; the producer may abort afterwards. A read_committed consumer stops at the last stable offset and skips what was aborted.',
    guarantee: 'read-committed-visibility',
    setup: merged(WRITES_IN_TRANSACTIONS, { consumer: { 'isolation.level': 'read_uncommitted' } }),
    control: merged(WRITES_IN_TRANSACTIONS, { consumer: { 'isolation.level': 'read_committed' } }),
    steps: 5,
  },
  {
    id: 'A18',
    title: 'Exactly-once does not reach outside Kafka: an effect is repeated with its transaction',
    sources: [DELIVERY_SEMANTICS],
    status: 'configuration',
    affected: 'all versions since 0.11',
    story:
      'The application calls an external system while it processes, and crashes before its transaction is committed. The transaction is aborted, the record is read again, and the call is made again. An external effect needs a key of its own, or its own store of offsets.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: ACTS_OUTSIDE,
    control: merged(ACTS_OUTSIDE, DEDUPLICATING),
    steps: 13,
    finding: 'The transaction need not have begun when the process dies: effect, crash, effect are enough.',
  },
  {
    id: 'A20',
    title: 'The position is not rewound when a transaction is aborted: its input is skipped',
    sources: ['KAFKA-17582', 'KAFKA-17671', 'Jepsen: Bufstream 0.1.0, section 5.3'],
    status: 'open',
    affected: 'all versions since 0.11; documented since KAFKA-17671, and left to the application',
    story:
      'A loop aborts a transaction and goes on polling. Its position is behind the input of the aborted transaction, and the next commit covers that input, too: its output is never written. The application has to seek to the committed offsets after every abort.',
    guarantee: 'offsets-with-records',
    cause: OFFSET_WITHOUT_RECORD,
    setup: merged(ABORTS, { application: { 'rewind.on.abort': false } }),
    control: merged(ABORTS, { application: { 'rewind.on.abort': true } }),
    steps: 17,
    finding:
      'no-loss breaks in the same setup. With a single input it does so in 7 steps: the group comes to rest behind it, and only a restart would bring it back; the second input, whose commit covers the first, makes the loss final.',
  },
  {
    id: 'A33',
    title: 'Live processes share one transactional.id: each that starts fences the others',
    sources: ['KIP-98', 'KafkaProducer javadoc, initTransactions()'],
    status: 'configuration',
    affected: 'all versions since 0.11',
    story:
      'Every instance of an application has the same transactional.id, as a configuration file with one value gives it. initTransactions() of the second aborts what the first has open and fences it; the first dies of it (ProducerFencedException), is started again, and fences the second in turn. Nothing wrong becomes visible, and next to nothing gets done.',
    guarantee: 'progress',
    cause: LIVE_FENCED,
    setup: merged(TWO_WRITERS, { application: { 'transactional.ids': 'shared' } }),
    control: TWO_WRITERS,
    steps: 2,
    finding:
      'Real brokers of 3.9.2, 4.1.2 and 4.3.1 with two such producers: 25 to 31 fencings and at most 3 commits each in five seconds.',
  },
  {
    id: 'A34',
    title: 'Before KIP-447 a transactional.id for each member fences no former owner of a partition',
    sources: ['KIP-447', 'KIP-98', 'Kafka documentation, Streams: processing.guarantee=exactly_once'],
    status: 'configuration',
    affected: 'all versions before 2.5; from 0.11.0.3 to 3.9.0 an id for each partition is not enough (KAFKA-17507)',
    story:
      'A member has committed its transaction and dies before the markers are written. Its partition goes to another member, whose transactional.id is another one: initTransactions() waits for nothing, the committed offset is still the old one, and the input is transformed once more. With an id for each input partition the next owner has to end the transaction of the former one before it asks where to start.',
    guarantee: 'no-duplicates',
    cause: TWO_OUTPUTS,
    setup: BEFORE_GENERATIONS,
    control: merged(BEFORE_GENERATIONS, { application: { 'transactional.ids': 'per-partition' } }),
    steps: 22,
  },
  {
    id: 'A65',
    title:
      'A transaction over several polls lives through a rebalance: what it has of a partition is written once more',
    sources: [
      'Kafka Streams: TaskManager.handleRevocation, which commits what it is about to lose',
      'KIP-447: sendOffsetsToTransaction() with the generation of now',
      'KafkaConsumer javadoc: ConsumerRebalanceListener.onPartitionsRevoked',
    ],
    status: 'configuration',
    affected: 'all versions: loops that commit a transaction by an interval, and have no rebalance listener',
    story:
      'The loop keeps its transaction open over several polls and commits it every few seconds. A rebalance falls in between, and one poll() later the consumer is in the new generation: its offsets are accepted, also those of a partition that another member has had since, or that it has got back at the committed offset. What the open transaction has of it is written twice, both times committed. End the transaction in onPartitionsRevoked.',
    guarantee: 'no-duplicates',
    cause: TWO_OUTPUTS,
    setup: OVER_POLLS,
    control: merged(OVER_POLLS, { application: { 'on.revoke': 'commit' } }),
    steps: 18,
  },
];
