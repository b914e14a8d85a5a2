import type { ClientLibrary } from './client-library.ts';
import { KAFKAJS } from './kafkajs.ts';
import { LIBRDKAFKA, LIBRDKAFKA_IDEMPOTENCE, LIBRDKAFKA_SPELLINGS } from './librdkafka.ts';

/** @confluentinc/kafka-javascript with its promisified API. Files are those of its repository at 1.10.0. */
export const CONFLUENT_KAFKA_JAVASCRIPT: ClientLibrary = {
  ...LIBRDKAFKA,
  title: 'confluent-kafka-javascript',
  // CHANGELOG.md: 0.3.0 is on librdkafka 2.6.0, 1.3.0 on 2.10.0, 1.10.0 on 2.15.0.
  releases: { oldest: '0.3.0', newest: '1.10.0' },
  client: {
    ...LIBRDKAFKA_IDEMPOTENCE,
    keepsAssignmentOnIllegalGeneration: [[false], [true, '1.3.0']],
    seeksBackOnCacheExpiry: [[true], [false, '1.9.0']],
  },
  batches: {},
  unheard: {},
  // It is on librdkafka of 2.x, whose offsets_store() it calls.
  storing: { commitsUnassigned: [[false]] },
  protocol: { transactionVersion: [[1]], expiredBufferStaysTaken: [[true]] },
  producer: {
    acks: [['all']],
    'enable.idempotence': [[false]],
    // lib/kafkajs/_producer.js: retries ?? 5, idempotent or not.
    retries: [[5]],
    'max.in.flight.requests.per.connection': [[1_000_000]],
  },
  idempotent: { retries: 5, inFlight: [[5]] },
  // MIGRATION.md: fromBeginning false, autoCommit true, readUncommitted false; js.consumer.max.batch.size is 32.
  consumer: {
    'isolation.level': [['read_committed']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['latest']],
    'max.poll.records': [[32]],
    'partition.assignment.strategy': [['eager']],
  },
  cooperates: [[true]],
  kip848: [[true]],
  // lib/kafkajs/_consumer.js: enable.auto.offset.store is false, and an offset is stored when its handler has returned.
  autoCommit: 'processed',
  storesOffsets: false,
  spellings: {
    ...LIBRDKAFKA_SPELLINGS,
    producer: { ...LIBRDKAFKA_SPELLINGS.producer, ...KAFKAJS.spellings.producer },
    consumer: { ...LIBRDKAFKA_SPELLINGS.consumer, ...KAFKAJS.spellings.consumer },
    inert: [
      ...LIBRDKAFKA_SPELLINGS.inert,
      ...KAFKAJS.spellings.inert,
      'js.consumer.max.batch.size',
      'js.consumer.max.cache.size.per.worker.ms',
    ],
    says: { ...LIBRDKAFKA_SPELLINGS.says, ...KAFKAJS.spellings.says },
  },
  gaps: [
    'what is known of confluent-kafka-javascript is its promisified API; its other one is that of librdkafka',
    'commitOffsets() of confluent-kafka-javascript is done when the commit is on its way (commitAsync), and is taken to wait for the brokers as commitSync() does: what is committed before it is processed may be processed twice',
  ],
  sources: [
    'https://github.com/confluentinc/confluent-kafka-javascript/blob/v1.10.0/MIGRATION.md',
    'https://github.com/confluentinc/confluent-kafka-javascript/blob/v1.10.0/CHANGELOG.md',
    'https://github.com/confluentinc/confluent-kafka-javascript/blob/v1.10.0/lib/kafkajs/_consumer.js',
    'https://github.com/confluentinc/confluent-kafka-javascript/blob/v1.10.0/src/kafka-consumer.cc',
  ],
};
