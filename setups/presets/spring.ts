import { BY_HAND, ESTABLISHED, FINISHES, HANDLER_FAILS, type Preset } from './preset.ts';

const ACKS =
  'https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/message-listener-container.html#committing-offsets';
const ERRORS = 'https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html#default-eh';

/** The container commits what is pending as partitions are revoked and as it stops; its error handler seeks back. */
const CONTAINER = {
  consumer: BY_HAND,
  application: { ...ESTABLISHED, ...FINISHES, 'on.processing.failure': 'seek' },
} as const;

const RETRIES =
  'DefaultErrorHandler seeks back up to nine times: here as often as the handler fails; for a record that fails a tenth time, which is logged and passed over, say spring-default-error-handler';

const DELEGATES =
  'a batch listener whose handler is behind a CommonDelegatingErrorHandler before 4.0.7 and 4.1.1 loses what its container polls as a rebalance completes while it is tried again (issue 4545 of spring-kafka): that is not in the machine';

/** Spring for Apache Kafka. */
export const SPRING = {
  'spring-record': {
    means: 'Spring’s listener container with AckMode.RECORD',
    source: ACKS,
    keys: { ...CONTAINER, application: { ...CONTAINER.application, 'commit.every': 'record' } },
    faults: HANDLER_FAILS,
    taken: [RETRIES],
    see: ['A12', 'C15'],
  },
  'spring-batch': {
    means: 'Spring’s listener container with AckMode.BATCH, its default',
    source: ACKS,
    keys: CONTAINER,
    faults: HANDLER_FAILS,
    taken: [RETRIES, DELEGATES],
    see: ['A12', 'C15'],
  },
  'spring-manual': {
    means: 'Spring’s listener container with AckMode.MANUAL, and acknowledge() after processing',
    source: ACKS,
    keys: CONTAINER,
    faults: HANDLER_FAILS,
    taken: [RETRIES, 'what was acknowledged is committed when all records of the poll have been processed'],
    see: ['A12', 'C15'],
  },
  'spring-manual-immediate': {
    means: 'Spring’s listener container with AckMode.MANUAL_IMMEDIATE, and acknowledge() after processing',
    source: ACKS,
    keys: { ...CONTAINER, application: { ...CONTAINER.application, 'commit.every': 'record' } },
    faults: HANDLER_FAILS,
    taken: [RETRIES],
    see: ['A12', 'C15'],
  },
  'spring-auto-commit': {
    means: 'Spring’s listener container with enable.auto.commit=true, which commits nothing itself',
    source: ACKS,
    keys: {
      consumer: { 'enable.auto.commit': true },
      application: { ...ESTABLISHED, 'on.processing.failure': 'seek' },
    },
    faults: HANDLER_FAILS,
    taken: [RETRIES],
    see: ['A12', 'A50'],
  },
  'spring-transactional': {
    means:
      'Spring’s listener container with a KafkaTransactionManager, as Spring Boot has it with a transaction-id-prefix',
    source: 'https://docs.spring.io/spring-kafka/reference/kafka/exactly-once.html',
    keys: {
      producer: { acks: 'all', 'enable.idempotence': true },
      consumer: BY_HAND,
      application: {
        shape: 'transform',
        group: 'established',
        commit: 'transaction',
        'rewind.on.abort': true,
        'on.processing.failure': 'seek',
      },
    },
    faults: ['consumer.crash', 'rebalance', 'processing.failed'],
    taken: [
      'the container sends the offsets in the transaction, whatever its AckMode, and after a rollback seeks back (DefaultAfterRollbackProcessor): here as often as the handler fails',
      'what the listener writes is taken to go through the KafkaTemplate of the same transaction, one of those that a poll is divided into',
      'a listener reads records of aborted transactions as well, unless isolation.level is read_committed, which Spring does not set',
    ],
    see: ['B15', 'A18', 'A33'],
  },
  'spring-default-error-handler': {
    means: 'Spring’s DefaultErrorHandler with a record that fails every time: it is logged, and passed over',
    source: ERRORS,
    keys: { ...CONTAINER, application: { ...CONTAINER.application, 'on.processing.failure': 'skip' } },
    faults: HANDLER_FAILS,
    taken: ['the ten deliveries before are not counted: a record whose handler fails is one that has failed ten times'],
    see: ['A23', 'A12'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
