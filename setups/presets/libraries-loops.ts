import { ESTABLISHED, HANDLER_FAILS, type Preset } from './preset.ts';

const KAFKAJS = 'https://kafka.js.org/docs/consuming';
const LIBRDKAFKA = 'https://github.com/confluentinc/librdkafka/blob/v2.15.0/INTRODUCTION.md';

/** Loops as the documentation of other client libraries has them. */
export const LIBRARIES_LOOPS = {
  'kafkajs-each-message': {
    means: 'KafkaJS with run({ eachMessage }) and autoCommit',
    source: `${KAFKAJS}#a-name-each-message-a-eachmessage`,
    client: 'kafkajs',
    keys: {
      consumer: { 'enable.auto.commit': true },
      application: { ...ESTABLISHED, 'on.processing.failure': 'seek' },
    },
    faults: HANDLER_FAILS,
    taken: ['where eachMessage throws, what came before it is committed, and the consumer fetches again from there'],
    see: ['A12', 'C05'],
  },
  'kafkajs-each-batch': {
    means: 'KafkaJS with run({ eachBatch }) and autoCommit, without resolveOffset()',
    source: `${KAFKAJS}#a-name-each-batch-a-eachbatch`,
    client: 'kafkajs',
    keys: {
      consumer: { 'enable.auto.commit': true },
      application: {
        ...ESTABLISHED,
        'on.processing.failure': 'close',
        'on.close': 'nothing',
        'on.revoke': 'nothing',
      },
    },
    faults: HANDLER_FAILS,
    taken: ['where eachBatch throws, nothing of its batch is resolved: all of it is fetched again'],
    see: ['A12', 'C05'],
  },
  'librdkafka-default': {
    means: 'librdkafka as it comes: offsets are stored as messages are handed over, and committed in the background',
    source: `${LIBRDKAFKA}#auto-offset-commit`,
    client: 'librdkafka',
    keys: {
      consumer: { 'enable.auto.commit': true, 'enable.auto.offset.store': true },
      application: { ...ESTABLISHED },
    },
    see: ['R28', '2.1-auto-commit'],
  },
  'librdkafka-store-offsets': {
    means: 'librdkafka with enable.auto.offset.store=false, and rd_kafka_offsets_store() after processing',
    source: `${LIBRDKAFKA}#at-least-once-processing`,
    client: 'librdkafka',
    keys: {
      consumer: { 'enable.auto.commit': true, 'enable.auto.offset.store': false },
      application: { ...ESTABLISHED },
    },
    taken: ['what is stored is committed every auto.commit.interval.ms, here as soon as the record has been processed'],
    see: ['C01', 'A12'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
