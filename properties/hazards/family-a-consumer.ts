import {
  AUTO_COMMIT,
  COMMIT_AFTER,
  COMMIT_BEFORE,
  CRASH,
  DEDUPLICATING,
  faults,
  merged,
  small,
  TWO_MEMBERS,
  WORKER,
} from '../claims/setups.ts';
import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { DELETED_BY_RETENTION, SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import type { Hazard } from './hazard.ts';

const DELIVERY_SEMANTICS = 'Kafka documentation, Design: Message Delivery Semantics';
const CONSUMER_JAVADOC = 'KafkaConsumer javadoc: Manual Offset Control, Detecting Consumer Failures';

const HANDED_TO_A_WORKER = small(merged(CRASH, WORKER));
const COMMITS_AFTERWARDS = small(merged(CRASH, COMMIT_AFTER));
const NEW_GROUP = small(COMMIT_AFTER);
const COMES_LATE = small(merged(COMMIT_AFTER, faults('records.aged')));
const COMES_BACK = small(merged(COMMIT_BEFORE, CRASH, faults('offsets.expired')));
const SLOW_GROUP = small(merged(COMMIT_AFTER, faults('records.deleted')));
const HANDLER_FAILS = small(faults('processing.failed'));
const CLOSED_WITH_A_WORKER = small(merged(WORKER, faults('consumer.close')));
const REJOINS = small(
  merged(COMMIT_AFTER, TWO_MEMBERS, faults('rebalance'), {
    consumer: { 'enable.auto.commit': false, 'partition.assignment.strategy': 'cooperative' },
  }),
);
const STALLS = small(merged(COMMIT_AFTER, TWO_MEMBERS, faults('consumer.stall')));

/** What the consumer's settings, and when it commits, do to records that are in the log. */
export const FAMILY_A_CONSUMER: readonly Hazard[] = [
  {
    id: 'A11',
    title: 'Auto-commit and a worker: the offset of a record that nobody has processed is committed',
    sources: ['KafkaConsumer javadoc: Automatic Offset Committing, Multi-threaded Processing'],
    status: 'configuration',
    affected: 'all versions; enable.auto.commit=true is the default',
    story:
      'poll() commits what the previous poll() returned, on the premise that it has been processed. With a worker behind a queue it may not have been: the consumer crashes, and its successor starts behind the record. Commit by hand what the worker has finished.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: merged(HANDED_TO_A_WORKER, AUTO_COMMIT),
    control: merged(HANDED_TO_A_WORKER, COMMIT_AFTER, { consumer: { 'enable.auto.commit': false } }),
    steps: 13,
  },
  {
    id: 'A12',
    title: 'A crash between processing and commit: the record is processed again',
    sources: [DELIVERY_SEMANTICS, CONSUMER_JAVADOC],
    status: 'configuration',
    affected: 'all versions, with any commit after processing, auto-commit included',
    story:
      'The effect has happened and the offset is not yet committed: whoever takes the partition over reads the record again. Processing has to be idempotent, or its effect and the offset have to be stored together.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: COMMITS_AFTERWARDS,
    control: merged(COMMITS_AFTERWARDS, DEDUPLICATING),
    steps: 14,
  },
  {
    id: 'A13',
    title: 'A commit before processing: the record is processed by nobody',
    sources: [DELIVERY_SEMANTICS],
    status: 'configuration',
    affected: 'all versions',
    story:
      'The offset says that the record is done, the consumer crashes before it is, and its successor starts behind it. That is at-most-once; committing afterwards makes it at-least-once.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: small(merged(CRASH, COMMIT_BEFORE)),
    control: COMMITS_AFTERWARDS,
    steps: 13,
  },
  {
    id: 'A14',
    title: 'auto.offset.reset=latest: what is written before a group first sees the partition is skipped',
    sources: ['KAFKA-12261', 'Kafka documentation, ConsumerConfig: auto.offset.reset'],
    status: 'configuration',
    affected: 'all versions; latest is the default',
    story:
      'A producer writes to a partition that the group does not know yet: a new topic, or a partition just added. When the group is assigned it there is no committed offset, so it starts at the end, behind the record. No fault is needed. With earliest it starts at the beginning.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: merged(NEW_GROUP, { consumer: { 'auto.offset.reset': 'latest' } }),
    control: merged(NEW_GROUP, { consumer: { 'auto.offset.reset': 'earliest' } }),
    steps: 5,
    finding:
      'The partition need not be added under a running group, as KAFKA-12261 tells it: the first assignment of any partition is the same race between producer and group.',
  },
  {
    id: 'A15',
    title: 'The offsets of an empty group expire: the group reads everything again',
    sources: ['KIP-211', 'Kafka documentation, broker: offsets.retention.minutes'],
    status: 'configuration',
    affected: 'all versions; offsets.retention.minutes is 1440 until 1.1 and 10080 since 2.0',
    story:
      'A group has no members for longer than offsets.retention.minutes, and the coordinator deletes its offsets. When it comes back, auto.offset.reset decides: with earliest it reads again what it has processed, with latest it skips what was written meanwhile. Keep offsets for longer than a group may be down.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: COMES_BACK,
    control: merged(COMES_BACK, { faults: { 'offsets.expired': 0 } }),
    steps: 17,
  },
  {
    id: 'A16',
    title: 'Retention overtakes a slow group: records are deleted before it has read them',
    sources: ['Kafka documentation, topic: retention.ms', 'KIP-320, motivation: out of range and the reset policy'],
    status: 'configuration',
    affected: 'all versions, with cleanup.policy=delete, the default',
    story:
      'A record gets older than retention.ms before the group has read it. Its next fetch is below the start of the log (OFFSET_OUT_OF_RANGE), and auto.offset.reset moves it on without a word. Retention has to be longer than any lag; auto.offset.reset=none at least makes the loss an error.',
    guarantee: 'no-loss',
    cause: DELETED_BY_RETENTION,
    setup: SLOW_GROUP,
    control: merged(SLOW_GROUP, { faults: { 'records.deleted': 0 } }),
    steps: 6,
  },
  {
    id: 'A21',
    title: 'A consumer that is evicted though it is alive: two members work on one record',
    sources: [CONSUMER_JAVADOC, 'Kafka documentation, Design: Consumer Position'],
    status: 'configuration',
    affected: 'all versions: processing longer than max.poll.interval.ms, or a pause longer than session.timeout.ms',
    story:
      'A member stalls and is evicted, its partition goes to another one, which starts at the committed offset and processes the same record. The stalled member goes on where it was; its commit is refused, its effects are not. Only effects that are idempotent, or stored with the offset, are safe.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: STALLS,
    control: merged(STALLS, DEDUPLICATING),
    steps: 13,
    finding:
      'The zombie need not come back: a member that stalls between its processing and its commit has done the damage already. The one that goes on with the record afterwards takes 14 steps.',
  },
  {
    id: 'A23',
    title: 'The handler throws, and close() commits the record that failed',
    sources: [
      'KafkaConsumer javadoc: close()',
      'kafka-python #932',
      'confluent-kafka-python #76',
      'logstash-input-kafka #267',
    ],
    status: 'configuration',
    affected: 'all versions and both group protocols; enable.auto.commit=true is the default',
    story:
      'An exception of the handler leaves the loop, and the consumer is closed as it should be. With auto-commit close() commits the positions, which are behind everything that the last poll() has returned: the record that failed, and those after it, are processed by nobody. Commit by hand what has been processed.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: merged(HANDLER_FAILS, AUTO_COMMIT),
    control: merged(HANDLER_FAILS, COMMIT_AFTER, { consumer: { 'enable.auto.commit': false } }),
    steps: 12,
  },
  {
    id: 'A24',
    title: 'An orderly close commits what a worker still has in hand',
    sources: ['KafkaConsumer javadoc: close(), Multi-threaded Processing', 'kafka-python #932'],
    status: 'configuration',
    affected: 'all versions; enable.auto.commit=true is the default',
    story:
      'A consumer hands records to a worker and is stopped in an orderly way. With auto-commit close() commits the positions; the process ends before the worker has come to the last record, and nobody processes it: no crash is needed. Commit by hand what the worker has finished.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: merged(CLOSED_WITH_A_WORKER, AUTO_COMMIT),
    control: merged(CLOSED_WITH_A_WORKER, COMMIT_AFTER, { consumer: { 'enable.auto.commit': false } }),
    steps: 12,
  },
  {
    id: 'A25',
    title: 'commitSync() fails during a cooperative rebalance, and the partition is revoked without it',
    sources: ['spring-kafka #2489', 'KIP-429', 'KAFKA-8421'],
    status: 'configuration',
    affected: 'cooperative assignors, clients since 2.5; Spring for Apache Kafka before 2.9.4 and 3.0.1',
    story:
      'A cooperative consumer goes on returning records while it is rejoining. A commit of these fails in the client (RebalanceInProgressException): nothing is sent, and the loop goes on, to commit with the next batch, or once the rebalance is over. Before that comes the partition is revoked, and its next owner is given the records once more. Commit what has been processed in the rebalance listener as well.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: REJOINS,
    control: merged(REJOINS, { application: { 'on.revoke': 'commit' } }),
    steps: 17,
  },
  {
    id: 'A55',
    title: 'auto.offset.reset=by_duration: what got older than that before the group asks is skipped',
    sources: ['KIP-1106', 'Kafka documentation, ConsumerConfig: auto.offset.reset'],
    status: 'configuration',
    affected: 'clients since 4.0 (KIP-1106), with auto.offset.reset=by_duration:…',
    story:
      'A group that has committed nothing, or whose offsets have expired, asks for the first record that is not older than the duration. A topic that was written to for longer than that before the group was there, or went on for longer while it was away, keeps the older records, and the group begins behind them. They are not late, but lost to it, as with latest. With earliest it reads all that retention has left.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: merged(COMES_LATE, { consumer: { 'auto.offset.reset': 'by_duration:P1D' } }),
    control: merged(COMES_LATE, { consumer: { 'auto.offset.reset': 'earliest' } }),
    steps: 6,
  },
];
