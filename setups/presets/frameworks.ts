import { INT_MAX } from '../kinds.ts';
import {
  BY_HAND,
  ESTABLISHED,
  FINISHES,
  HANDLER_FAILS,
  IN_TRANSACTIONS,
  type Preset,
  TRANSFORM_FAULTS,
} from './preset.ts';

const STREAMS =
  'https://kafka.apache.org/documentation/streams/developer-guide/config-streams.html#processing-guarantee';
const CONNECT = 'https://kafka.apache.org/documentation/#connect';

const HANDLERS =
  'an exception ends its stream thread, as with Kafka’s own handlers by default; with one that goes on, on.processing.failure is skip, and with a production.exception.handler that goes on on.send.failure is log';

/** What has no end to its tries, in every version. */
const GIVES_NOTHING_UP = { retries: INT_MAX, 'delivery.timeout.ms': INT_MAX } as const;

const SOURCE_FAULTS = [...TRANSFORM_FAULTS, 'response.lost'] as const;
const SOURCE_READS =
  'the system that the connector reads is taken for an input topic, and a task for the owner of one of its partitions';

/** Kafka Streams, Kafka Connect, Flink and SmallRye. */
export const FRAMEWORKS = {
  'streams-at-least-once': {
    means: 'Kafka Streams with processing.guarantee=at_least_once, its default',
    source: STREAMS,
    keys: {
      consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest', 'partition.assignment.strategy': 'cooperative' },
      application: { shape: 'transform', ...FINISHES, 'on.processing.failure': 'close-dirty' },
    },
    faults: TRANSFORM_FAULTS,
    taken: [
      'its producers are those of Kafka’s defaults, acks and idempotence included: Kafka Streams sets neither',
      'a thread that an exception ends closes its tasks dirty, and commits nothing of what it has processed since its last commit',
      'Kafka Streams commits every commit.interval.ms, here after each poll(): it is a matter of how much is done again',
      HANDLERS,
    ],
    see: ['A12', '2.2-crash-before-commit'],
  },
  'streams-exactly-once-v2': {
    means: 'Kafka Streams with processing.guarantee=exactly_once_v2',
    source: STREAMS,
    keys: {
      ...IN_TRANSACTIONS,
      // StreamsConfig.PRODUCER_EOS_OVERRIDES; before 2.1 there are retries alone.
      producer: { ...IN_TRANSACTIONS.producer, ...GIVES_NOTHING_UP },
      consumer: { ...IN_TRANSACTIONS.consumer, 'partition.assignment.strategy': 'cooperative' },
      application: { ...IN_TRANSACTIONS.application, 'rewind.on.abort': true },
    },
    faults: TRANSFORM_FAULTS,
    taken: [
      'a transaction of Kafka Streams spans what commit.interval.ms lets it, here one poll(), unless transaction.spans is polls; on.revoke: commit is then what Streams does',
      'the transactional.id of a stream thread is kept in its state directory (KAFKA-10716, since 2.6.2, 2.7.1 and 2.8): here a process has one for good; a topology without a persistent store makes one up at each start, for which transactional.ids is per-start',
      HANDLERS,
    ],
    see: ['B15', 'A18', '2.3-offsets-in-transaction'],
  },
  'connect-sink': {
    means: 'a sink connector of Kafka Connect, which flushes in preCommit()',
    source: CONNECT,
    keys: {
      consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest' },
      application: { shape: 'consume', ...FINISHES, 'on.processing.failure': 'close-dirty' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'a sink commits every offset.flush.interval.ms, here after each put()',
      'put() is given what a poll returned, and what it has written before it throws is given to it again; after a RetriableException as well, while the task polls on, which is not in the machine',
      'a record that fails ends its task, as with errors.tolerance=none; with all, on.processing.failure is skip, or dead-letter',
      'a sink that keeps offsets with what it writes, and has its task go back to them (SinkTaskContext.offset), is offsets: external',
    ],
    see: ['A12', 'A16'],
  },
  'connect-sink-auto-commit': {
    means: 'a sink connector of Kafka Connect whose consumer has enable.auto.commit=true',
    source: CONNECT,
    keys: {
      consumer: { 'enable.auto.commit': true, 'auto.offset.reset': 'earliest' },
      // WorkerSinkTask.close has the listener do nothing: what it commits before, the consumer commits past as it is closed.
      // Seen of a worker of 4.1.2: a group whose task fails at offset 1 has committed 2, and 1 without enable.auto.commit.
      application: { shape: 'consume', processing: 'async', 'on.processing.failure': 'close' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'what put() has been given is flushed in preCommit(), every offset.flush.interval.ms; its consumer commits what was polled, flushed or not, also as a task that has failed closes it',
      'a record that fails ends its task, as with errors.tolerance=none; with all, on.processing.failure is skip, or dead-letter',
    ],
    see: ['2.1-auto-commit', 'A24'],
  },
  'connect-source': {
    means: 'a source connector of Kafka Connect, MirrorMaker 2 among them',
    source: CONNECT,
    keys: {
      // Worker.baseProducerConfigs: idempotence is off whatever the producer's own default is.
      producer: {
        acks: 'all',
        'enable.idempotence': false,
        'max.in.flight.requests.per.connection': 1,
        ...GIVES_NOTHING_UP,
      },
      consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest' },
      application: { shape: 'transform', ...FINISHES },
    },
    faults: SOURCE_FAULTS,
    taken: [
      SOURCE_READS,
      'its offsets are committed every offset.flush.interval.ms, here after each poll(): it is a matter of how much is done again',
      'a task whose record is refused ends, and commits what was acknowledged before it; here its batch begins again: that, too, is how much is done again',
    ],
    see: ['A12', '2.2-crash-before-commit'],
  },
  'connect-source-exactly-once': {
    means: 'a source connector of Kafka Connect with exactly.once.source.support=enabled',
    source: 'https://kafka.apache.org/documentation/#connect_exactlyoncesource',
    keys: {
      ...IN_TRANSACTIONS,
      // The rest of Worker.baseProducerConfigs stays as it is.
      producer: {
        ...IN_TRANSACTIONS.producer,
        'max.in.flight.requests.per.connection': 1,
        ...GIVES_NOTHING_UP,
      },
      application: { ...IN_TRANSACTIONS.application, 'transactional.ids': 'per-partition' },
    },
    faults: SOURCE_FAULTS,
    taken: [`${SOURCE_READS}, whose transactional.id fences the task before`],
    see: ['A18', '2.3-offsets-in-transaction'],
  },
  'debezium-server': {
    means:
      'Debezium Server with its sink for Kafka, which waits for the answers of a batch before it marks that as done',
    source: 'https://debezium.io/documentation/reference/stable/operations/debezium-server.html#_apache_kafka',
    keys: {
      consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest' },
      application: { shape: 'transform', ...FINISHES },
    },
    faults: SOURCE_FAULTS,
    taken: [
      'the database that it reads is taken for an input topic, and the process for the owner of its partitions',
      'its producer is one of Kafka’s defaults, but for what stands behind debezium.sink.kafka.producer: Debezium Server sets nothing of it',
      'its offsets are written every debezium.source.offset.flush.interval.ms, here after each batch: it is a matter of how much is done again',
    ],
    see: ['A12', '2.2-crash-before-commit'],
  },
  'flink-exactly-once': {
    means: 'a job of Flink with a KafkaSource and a KafkaSink of DeliveryGuarantee.EXACTLY_ONCE',
    source: 'https://nightlies.apache.org/flink/flink-docs-stable/docs/connectors/datastream/kafka/#fault-tolerance',
    keys: { ...IN_TRANSACTIONS, application: { ...IN_TRANSACTIONS.application, offsets: 'checkpoint' } },
    faults: ['consumer.crash', 'consumer.stall'],
    taken: [
      'Flink’s own transaction.timeout.ms is an hour, and brokers allow 15 minutes: where a setup says nothing of the job’s, it is taken as that of Kafka’s producer, a minute',
      'the sink begins the next transaction, under another transactional.id, before it commits that of the checkpoint: here one waits for the other',
      'of unaligned or failed checkpoints nothing is used, as if they had not begun',
    ],
    see: ['A66'],
  },
  'smallrye-throttled': {
    means: 'a channel of SmallRye Reactive Messaging (Quarkus) with commit-strategy=throttled, its default',
    source: 'https://smallrye.io/smallrye-reactive-messaging/latest/kafka/receiving-kafka-records/#acknowledgement',
    keys: {
      consumer: BY_HAND,
      application: { ...ESTABLISHED, ...FINISHES, 'on.processing.failure': 'close' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'what was acknowledged is committed every auto.commit.interval.ms, here after each poll(): it is a matter of how much is done again',
      'messages are taken to be processed one after another, as without @Blocking(ordered = false)',
    ],
    see: ['A12', 'A24'],
  },
  'smallrye-latest': {
    means: 'a channel of SmallRye Reactive Messaging (Quarkus) with commit-strategy=latest',
    source: 'https://quarkus.io/guides/kafka#commit-strategies',
    keys: {
      consumer: BY_HAND,
      application: {
        ...ESTABLISHED,
        commit: 'after-processing',
        'commit.every': 'record',
        'on.processing.failure': 'close',
      },
    },
    faults: HANDLER_FAILS,
    taken: [
      'KafkaLatestCommit commits each message that is acknowledged, and nothing besides as partitions are revoked',
      'messages are taken to be processed one after another; where they are not (@Blocking(ordered = false), @RunOnVirtualThread), processing is async, and commit.covers highest',
    ],
    see: ['A12', 'A61'],
  },
  'smallrye-auto-commit': {
    means:
      'a channel of SmallRye Reactive Messaging (Quarkus) with enable.auto.commit=true, whose commit-strategy is ignore',
    source: 'https://smallrye.io/smallrye-reactive-messaging/latest/kafka/receiving-kafka-records/#acknowledgement',
    keys: {
      consumer: { 'enable.auto.commit': true },
      application: { ...ESTABLISHED, processing: 'async', 'on.processing.failure': 'close' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'its client polls on while messages are processed, and commits what was polled: KafkaIgnoreCommit says that this is not at-least-once',
    ],
    see: ['2.1-auto-commit', 'A24'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
