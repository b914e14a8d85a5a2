import { BY_HAND, ESTABLISHED, FINISHES, HANDLER_FAILS, type Preset } from './preset.ts';

const ACKS =
  'https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/message-listener-container.html#committing-offsets';
const ERRORS = 'https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html#default-eh';

/** The container commits what is pending as partitions are revoked and as it stops; its error handler seeks back. */
const CONTAINER = {
  consumer: BY_HAND,
  application: { ...ESTABLISHED, ...FINISHES, 'on.processing.failure': 'seek' },
} as const;

const RETRIES = 'DefaultErrorHandler seeks back up to nine times: here as often as the handler fails';

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
    taken: [RETRIES],
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
  'spring-default-error-handler': {
    means: 'Spring’s DefaultErrorHandler with a record that fails every time: it is logged, and passed over',
    source: ERRORS,
    keys: { ...CONTAINER, application: { ...CONTAINER.application, 'on.processing.failure': 'skip' } },
    faults: HANDLER_FAILS,
    taken: ['the ten deliveries before are not counted: a record whose handler fails is one that has failed ten times'],
    see: ['A23', 'A12'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
