import { BY_HAND, ESTABLISHED, FINISHES, type Preset } from './preset.ts';

/** A verdict is about whoever writes the topic as well, which is somebody else here. */
const UPSTREAM =
  'who writes the topic is taken to have the same client library, with its defaults: say under producer what it has';

const IN_MEMORY = 'what is handed on waits in memory, and a crash loses it if it is committed by then';

/**
 * What carries records from Kafka to somewhere else, by a file and without code of one's own. Read: logstash-integration-kafka
 * 12.1.4 (lib/logstash/inputs/kafka.rb), opentelemetry-collector-contrib (receiver/kafkareceiver), Vector (src/sources/kafka.rs),
 * Redpanda Connect (internal/impl/kafka/franz_reader_unordered.go), Telegraf 1.39.3 (plugins/inputs/kafka_consumer), Fluent Bit
 * 5.1.1 (plugins/in_kafka/in_kafka.c).
 */
export const SHIPPERS = {
  logstash: {
    means: 'the input for Kafka of Logstash, with enable_auto_commit, its default, and a queue in memory',
    source: 'https://www.elastic.co/guide/en/logstash/current/plugins-inputs-kafka.html',
    keys: { consumer: { 'enable.auto.commit': true }, application: { ...ESTABLISHED, processing: 'async' } },
    taken: [
      `it polls on once events are in Logstash’s queue: ${IN_MEMORY}; with queue.type: persisted, where they are on disk by then, processing is sync`,
      'with enable_auto_commit => false it commits what it has put into its queue, for which commit is before-processing',
    ],
    see: ['A11', 'A24'],
  },
  'otel-collector': {
    means: 'the receiver for Kafka of the OpenTelemetry Collector with message_marking.after: false, its default',
    source: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/kafkareceiver',
    client: 'franz-go',
    keys: {
      consumer: { 'enable.auto.commit': true, 'auto.offset.reset': 'latest' },
      // AutoCommitMarks, and a mark before the pipeline is called: whatever is in hand may be committed.
      client: { autoCommitsPreviousPoll: false },
      application: { ...ESTABLISHED, processing: 'async' },
    },
    taken: [
      `a message is marked before its pipeline runs, and exporters have a sending_queue: ${IN_MEMORY}`,
      'with message_marking.after: true, and no sending_queue in memory, enable.auto.commit is false, processing sync, and commit after-processing',
      UPSTREAM,
    ],
    see: ['A11', 'A24'],
  },
  vector: {
    means: 'the source for Kafka of Vector without acknowledgements, its default',
    source: 'https://vector.dev/docs/reference/configuration/sources/kafka/',
    client: 'librdkafka',
    keys: {
      consumer: { 'enable.auto.commit': true, 'enable.auto.offset.store': true },
      application: { ...ESTABLISHED, processing: 'async' },
    },
    taken: [
      `an offset is stored as its message is handed to the topology: ${IN_MEMORY}`,
      'with acknowledgements it is stored once the sinks have delivered it, for which enable.auto.offset.store is false; one that they reject is passed over with the next that they deliver, for which on.processing.failure is skip',
      UPSTREAM,
    ],
    see: ['A11', 'R28'],
  },
  'redpanda-connect': {
    means: 'the inputs kafka_franz and redpanda of Redpanda Connect (Benthos), with a consumer_group',
    source: 'https://docs.redpanda.com/redpanda-connect/components/inputs/kafka_franz/',
    client: 'franz-go',
    keys: {
      consumer: BY_HAND,
      application: {
        ...ESTABLISHED,
        ...FINISHES,
        processing: 'async',
        workers: 2,
        'commit.covers': 'contiguous',
        'on.processing.failure': 'retry',
      },
    },
    taken: [
      'a message is marked once its output has it, and those before it as well, and committed every commit_period, here as soon as it is',
      'what an output refuses is handed to it again (auto_replay_nacks); with checkpoint_limit: 1 workers is 1',
      'a commit of what was revoked in the meantime is left out since the mend of redpanda-data/connect #4477: here it is made',
      UPSTREAM,
    ],
    see: ['A12', 'A30'],
  },
  telegraf: {
    means: 'the input kafka_consumer of Telegraf, which marks messages once an output has their metrics',
    source: 'https://github.com/influxdata/telegraf/tree/v1.39.3/plugins/inputs/kafka_consumer',
    client: 'sarama',
    keys: {
      consumer: { 'enable.auto.commit': true, 'auto.offset.reset': 'earliest' },
      application: { ...ESTABLISHED, processing: 'async', workers: 2, 'commit.covers': 'highest' },
    },
    taken: [
      'up to max_undelivered_messages are under way, several outputs may end in another order, and a mark of Sarama’s covers what is before it',
      'a message that it cannot parse is marked, and so is passed over; of metrics that it drops the message is not, until a later one is',
      UPSTREAM,
    ],
    see: ['A61', 'A12'],
  },
  'fluent-bit': {
    means: 'the input for Kafka of Fluent Bit, with enable_auto_commit, its default, and chunks in memory',
    source: 'https://docs.fluentbit.io/manual/data-pipeline/inputs/kafka',
    client: 'librdkafka',
    keys: {
      consumer: { 'enable.auto.commit': true, 'enable.auto.offset.store': true },
      application: { ...ESTABLISHED, processing: 'async' },
    },
    taken: [
      `what it polls goes into a chunk: ${IN_MEMORY}, unless storage.type is filesystem`,
      'with enable_auto_commit off it commits what it has put into a chunk, for which commit is before-processing',
      UPSTREAM,
    ],
    see: ['A11', 'R28'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
