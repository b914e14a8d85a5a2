import { BY_HAND, ESTABLISHED, HANDLER_FAILS, type Preset } from './preset.ts';

const KAFKAJS = 'https://kafka.js.org/docs/consuming';
const FRANZ_GO = 'https://github.com/twmb/franz-go/blob/v1.21.5/docs/producing-and-consuming.md#offset-management';
const KAFKA_GO = 'https://github.com/segmentio/kafka-go/blob/v0.4.50/README.md';
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
  'sarama-consumer-group': {
    means: 'a ConsumerGroupHandler of Sarama that marks each message once it is processed',
    source: 'https://github.com/IBM/sarama/blob/v1.60.1/examples/consumergroup/main.go',
    client: 'sarama',
    keys: {
      consumer: { 'enable.auto.commit': true },
      application: { ...ESTABLISHED, 'on.processing.failure': 'close' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'an error that ConsumeClaim returns ends the session, and what was not marked comes again; one that it logs, and marks the message all the same, is on.processing.failure: skip',
      'one that it logs without a mark is skip as well: the next mark covers what is before it',
      'handlers that hand messages to goroutines have workers, and commit.covers highest',
    ],
    see: ['A12', 'A61', 'C12'],
  },
  'franz-go-auto-commit': {
    means: 'PollFetches of franz-go with its automatic commits, and BlockRebalanceOnPoll',
    source: FRANZ_GO,
    client: 'franz-go',
    keys: {
      consumer: { 'enable.auto.commit': true },
      client: { dropsBatchOnRebalance: true },
      application: { ...ESTABLISHED },
    },
    taken: [
      'it commits what the poll before returned, for which the loop is done with everything when it polls again: goroutines that outlive it are processing: async',
      'without BlockRebalanceOnPoll, the default, a rebalance may come at any moment: client: { dropsBatchOnRebalance: false }',
    ],
    see: ['A12', 'A11'],
  },
  'franz-go-marks': {
    means: 'AutoCommitMarks of franz-go, with MarkCommitRecords behind the processing, and BlockRebalanceOnPoll',
    source: FRANZ_GO,
    client: 'franz-go',
    keys: {
      consumer: BY_HAND,
      client: { dropsBatchOnRebalance: true },
      application: { ...ESTABLISHED, commit: 'after-processing', 'on.revoke': 'commit', 'on.close': 'commit' },
    },
    taken: [
      'what is marked is committed every AutoCommitInterval, here after each poll(); as partitions are revoked where OnPartitionsRevoked calls CommitMarkedOffsets, as its documentation has it: without that on.revoke is nothing',
      'a mark covers what is before it: goroutines that mark in any order have workers, and commit.covers highest',
    ],
    see: ['A12', 'A61'],
  },
  'kafka-go-read-message': {
    means: 'ReadMessage() of kafka-go in a consumer group, which commits each message before it returns it',
    source: `${KAFKA_GO}#consumer-groups`,
    client: 'kafka-go',
    keys: { consumer: { 'enable.auto.commit': true }, application: { ...ESTABLISHED } },
    taken: [
      'with CommitInterval it commits later, in the background: what is in hand may be committed, or not, by then',
    ],
    see: ['A13', 'C13'],
  },
  'kafka-go-fetch-message': {
    means: 'FetchMessage() of kafka-go, and CommitMessages() behind the processing',
    source: `${KAFKA_GO}#explicit-commits`,
    client: 'kafka-go',
    keys: {
      consumer: BY_HAND,
      application: { ...ESTABLISHED, commit: 'after-processing', 'commit.every': 'record' },
    },
    taken: [
      'a commit covers what is before it: goroutines that commit in any order have workers, and commit.covers highest',
    ],
    see: ['A12', 'C13'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
