import { COMMIT_AFTER, faults, merged, small, TWO_MEMBERS, WORKER } from '../claims/setups.ts';
import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import { OUT_OF_ORDER } from '../guarantees/partition-order.ts';
import type { Hazard } from './hazard.ts';

/** Three records, of which the first and the last have the same key. */
const TWO_WORKERS = small(merged(WORKER, { application: { workers: 2 }, scope: { records: 3 } }));

const FAILS = small(merged(COMMIT_AFTER, faults('processing.failed')));
const SEEKS = small(
  merged(faults('processing.failed'), {
    application: { 'on.processing.failure': 'seek', workers: 2 },
    scope: { records: 2 },
  }),
);

const LETTERS = small(
  merged(COMMIT_AFTER, faults('processing.failed', 'request.refused'), {
    application: { 'on.processing.failure': 'dead-letter' },
  }),
);

/** A loop that waits for its dead letters. */
const SENT_LETTERS = small(
  merged(COMMIT_AFTER, faults('processing.failed', 'consumer.crash'), {
    application: { 'on.processing.failure': 'dead-letter', 'on.send.failure': 'resend' },
  }),
);

/** What the loop around the consumer makes of its records: who works on them, and what becomes of those that fail. */
export const FAMILY_A_LOOPS: readonly Hazard[] = [
  {
    id: 'A30',
    title: 'A pool of workers: records are processed in another order than that of their partition',
    sources: ['KafkaConsumer javadoc: Multi-threaded Processing', 'Confluent Parallel Consumer: Ordering Guarantees'],
    status: 'configuration',
    affected: 'all versions: whatever hands the records of a partition to several threads',
    story:
      'poll() returns records in the order of their partition, and a pool takes them: whoever is free. The second is done before the first, and an update of yesterday overwrites one of today. No fault is needed. Have what has the same key wait for each other, or one worker for each partition.',
    guarantee: 'partition-order',
    cause: OUT_OF_ORDER,
    setup: TWO_WORKERS,
    control: merged(TWO_WORKERS, { application: { order: 'key' } }),
    steps: 9,
  },
  {
    id: 'A50',
    title: 'An exception of the handler is caught and logged: the loop commits past the record that failed',
    sources: [
      'Spring for Apache Kafka documentation, Handling Exceptions: CommonLoggingErrorHandler',
      'Kafka Connect documentation: errors.tolerance=all',
      'KIP-1033: LogAndContinueProcessingExceptionHandler',
    ],
    status: 'configuration',
    affected: 'all versions: whatever goes on after a failure without having kept the record',
    story:
      'The handler throws, the framework logs the exception and goes on with the next record, and the next commit is behind both. Nobody processes the record. Seek back to it and try again (Spring: DefaultErrorHandler, within its back-off), or write it to a dead-letter topic first.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: merged(FAILS, { application: { 'on.processing.failure': 'skip' } }),
    control: merged(FAILS, { application: { 'on.processing.failure': 'seek' } }),
    steps: 8,
  },
  {
    id: 'A51',
    title: 'A seek back while other workers are busy: what they are done with comes again',
    sources: [
      'Spring for Apache Kafka documentation, Handling Exceptions: DefaultErrorHandler',
      'KafkaConsumer javadoc: Multi-threaded Processing',
    ],
    status: 'configuration',
    affected: 'all versions: whatever seeks behind what its threads have in hand',
    story:
      'One of two workers fails, and the loop seeks back to its record. The other one is at a later record of the partition, which poll() now returns again: it is processed twice, and nothing has crashed. A seek goes with one thread for each partition; a pool keeps what failed and tries it again itself.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: SEEKS,
    control: merged(SEEKS, { application: { workers: 1 } }),
    steps: 11,
  },
  {
    id: 'A52',
    title: 'A dead letter that nobody waits for: the offset of a poison record is committed, and the record is nowhere',
    sources: [
      'confluent-kafka-python #137: produce() is no delivery',
      'spring-kafka #1542: DeadLetterPublishingRecoverer and the result of its send',
      'KIP-610: the future of a reported record',
    ],
    status: 'configuration',
    affected: 'all versions: whatever sends to a dead-letter topic and does not look at the answer',
    story:
      'The handler fails, the loop sends the record to a dead-letter topic and commits past it. The send comes to nothing: the topic refuses it, or the process ends with the letter in its buffer. The record is in neither place. Wait for the answer before the commit, and send again what was refused.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: LETTERS,
    control: merged(LETTERS, { application: { 'on.send.failure': 'resend' } }),
    steps: 9,
  },
  {
    id: 'A53',
    title:
      'A handler that is tried again in place: for longer than max.poll.interval.ms, and the record is processed by two',
    sources: [
      'KafkaConsumer javadoc: Detecting Consumer Failures (max.poll.interval.ms)',
      'Spring for Apache Kafka documentation, Handling Exceptions: seeks after each failure, so that poll() is called between tries',
    ],
    status: 'configuration',
    affected: 'all versions: loops that sleep and try again within a batch',
    story:
      'The handler fails on a record, and the loop calls it again and again, with a pause in between. Nobody calls poll(), and when max.poll.interval.ms has passed the group goes on without the consumer: the next owner reads the same record and processes it. Then the first one succeeds as well, and has its commit refused. A poison record goes from member to member like that. Seek back to the record instead and poll, which keeps the partition, or put it into a dead-letter topic.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: merged(FAILS, TWO_MEMBERS, { application: { 'on.processing.failure': 'retry' } }),
    control: merged(FAILS, TWO_MEMBERS, { application: { 'on.processing.failure': 'seek' } }),
    steps: 14,
  },
  {
    id: 'A54',
    title:
      'A dead letter with acks=0: the loop waits for an answer that is there at once, and the letter is lost with its process',
    sources: [
      'Kafka documentation, ProducerConfig: acks (“the offset given back for each record will always be set to -1”)',
      'Spring for Apache Kafka documentation, Publishing Dead-letter Records: waitForSendResultTimeout',
    ],
    status: 'configuration',
    affected: 'all versions: whatever writes dead letters with the producer of its statistics',
    story:
      'The loop writes the record that it failed on to a dead-letter topic, waits for the future of its send, and commits. With acks=0 that future is complete as the record goes to the socket. The process dies, and the letter has not left it: the record is behind the committed offset, and in no topic of the group. Dead letters want acks=all, whatever else the producer is for.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: merged(SENT_LETTERS, { producer: { acks: '0', 'enable.idempotence': false } }),
    control: merged(SENT_LETTERS, { producer: { acks: 'all', 'enable.idempotence': false } }),
    steps: 13,
  },
];
