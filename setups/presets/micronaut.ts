import { BY_HAND, ESTABLISHED, HANDLER_FAILS, type Preset } from './preset.ts';

const SOURCE = 'https://micronaut-projects.github.io/micronaut-kafka/latest/guide/#kafkaOffsets';

/** `ConsumerStateSingle.processRecords`: errorStrategy is NONE by default, with which the exception is handed to a handler that logs it. */
const LISTENER = { ...ESTABLISHED, 'on.processing.failure': 'skip' } as const;

const ERRORS =
  'a handler that fails is logged, and passed over with what the same poll returned of its partition behind it (errorStrategy NONE, the default): here that record alone; with RETRY_ON_ERROR on.processing.failure is seek, until retryCount is spent';
const ASYNCHRONOUS =
  'the same is taken of the asynchronous strategies, whose commits are here as if they were waited for';

/** Micronaut’s @KafkaListener: `ConsumerState` and `ConsumerStateSingle` of micronaut-kafka 5.7.0. */
export const MICRONAUT = {
  'micronaut-auto': {
    means: 'Micronaut’s @KafkaListener with OffsetStrategy.AUTO, its default',
    source: SOURCE,
    keys: { consumer: { 'enable.auto.commit': true }, application: LISTENER },
    faults: HANDLER_FAILS,
    taken: [ERRORS],
    see: ['A12', 'A50'],
  },
  'micronaut-sync': {
    means: 'Micronaut’s @KafkaListener with OffsetStrategy.SYNC: commitSync() when all records of a poll are processed',
    source: SOURCE,
    keys: { consumer: BY_HAND, application: { ...LISTENER, commit: 'after-processing' } },
    faults: HANDLER_FAILS,
    taken: [ERRORS, ASYNCHRONOUS],
    see: ['A12', 'A50'],
  },
  'micronaut-sync-per-record': {
    means: 'Micronaut’s @KafkaListener with OffsetStrategy.SYNC_PER_RECORD: commitSync() for each record',
    source: SOURCE,
    keys: {
      consumer: BY_HAND,
      application: { ...LISTENER, commit: 'after-processing', 'commit.every': 'record' },
    },
    faults: HANDLER_FAILS,
    taken: [ERRORS, ASYNCHRONOUS],
    see: ['A12', 'A50'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
