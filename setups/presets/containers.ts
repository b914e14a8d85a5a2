import { BY_HAND, ESTABLISHED, HANDLER_FAILS, type Preset } from './preset.ts';

const STORED = { 'enable.auto.commit': true, 'enable.auto.offset.store': false } as const;

/** What calls a handler of one's own, for clients other than Java’s. */
export const CONTAINERS = {
  // lib/karafka/processing/consumer_groups/strategies/default.rb and dlq.rb at 2.6.0.rc2.
  karafka: {
    means: 'a consumer of Karafka, which marks a batch as consumed once consume has returned',
    source: 'https://karafka.io/docs/Offset-management/',
    client: 'librdkafka',
    keys: {
      consumer: { ...STORED, 'auto.offset.reset': 'earliest', 'max.poll.records': 100 },
      application: { ...ESTABLISHED, 'on.processing.failure': 'seek' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'a batch that fails is paused, and given again from its first message, or from behind the one that was last marked: here from the one that failed',
      'with dead_letter_queue, once max_retries are spent, on.processing.failure is dead-letter; dispatch_method is produce_async by default, which waits for no answer (on.send.failure: drop)',
      'with manual_offset_management, and mark_as_consumed! for each message, commit is after-processing, commit.every record, and enable.auto.commit false',
    ],
    see: ['A12', 'C01'],
  },
  // lib/racecar/runner.rb at 2.12.0.
  racecar: {
    means: 'a consumer of Racecar with process, and pause_timeout above 0, as by default',
    source: 'https://github.com/zendesk/racecar/blob/master/README.md',
    client: 'librdkafka',
    keys: {
      consumer: { ...STORED, 'auto.offset.reset': 'earliest' },
      application: { ...ESTABLISHED, 'on.processing.failure': 'seek', 'on.close': 'commit' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'an offset is stored once process has returned and what it has produced is delivered; of process_batch that of the whole batch, for which max.poll.records is fetch_messages',
      'with pause_timeout: 0 an exception ends the consumer, for which on.processing.failure is close',
    ],
    see: ['A12', 'C01'],
  },
  // aiokafka.py and consumer.py of faust/transport, and streams.py, of faust-streaming 0.15.2.
  faust: {
    means: 'an agent of Faust with processing_guarantee at_least_once, its default',
    source: 'https://faust-streaming.github.io/faust/userguide/agents.html',
    client: 'aiokafka',
    keys: {
      producer: { acks: 'all' },
      consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest' },
      application: {
        ...ESTABLISHED,
        commit: 'after-processing',
        processing: 'async',
        'on.revoke': 'drain',
        'on.close': 'commit',
        'on.processing.failure': 'skip',
      },
    },
    faults: HANDLER_FAILS,
    taken: [
      'an event is acknowledged as the agent asks for the next one, or ends: one that raises is acknowledged too, and is passed over',
      'an agent has one instance; with concurrency workers says how many, and commit.covers stays contiguous',
      'a rebalance waits for what is being processed (stream_wait_empty), here for as long as it takes',
      'with exactly_once it has a transactional.id for each partition, and sends no generation with its offsets: commit is transaction, and transactional.ids per-partition',
    ],
    see: ['A50', 'A12'],
  },
  // ConsumerWorker.cs, PartitionOffsets.cs, OffsetCommitter.cs and ConsumerWorkerPool.cs of src/KafkaFlow/Consumers at 4.2.0.
  kafkaflow: {
    means: 'a consumer of KafkaFlow with several workers, and no middleware that tries again',
    source: 'https://farfetch.github.io/kafkaflow/docs/guides/consumers/',
    client: 'librdkafka',
    keys: {
      consumer: BY_HAND,
      application: {
        ...ESTABLISHED,
        commit: 'after-processing',
        processing: 'async',
        workers: 2,
        order: 'key',
        'commit.covers': 'contiguous',
        'on.revoke': 'drain',
        'on.close': 'commit',
        'on.processing.failure': 'skip',
      },
    },
    faults: HANDLER_FAILS,
    taken: [
      'what a handler throws is logged, and its message counts as done: with RetryForever of KafkaFlow.Retry on.processing.failure is retry',
      'workers are told apart by the bytes of the key (BytesSumDistributionStrategy, the default); with FreeWorker order is none',
      'a rebalance waits for what its workers have in hand, up to WorkerStopTimeout, here for as long as it takes',
    ],
    see: ['A50', 'A12'],
  },
  // BatchCheckpointer.cs and KafkaTopicReceiveEndpointConfiguration.cs of MassTransit.KafkaIntegration at 8.5.8.
  masstransit: {
    means: 'a topic endpoint of MassTransit’s rider for Kafka',
    source: 'https://masstransit.io/documentation/transports/kafka',
    client: 'librdkafka',
    keys: {
      consumer: BY_HAND,
      application: {
        ...ESTABLISHED,
        commit: 'after-processing',
        processing: 'async',
        'on.revoke': 'drain',
        'on.close': 'commit',
        'on.processing.failure': 'skip',
      },
    },
    faults: HANDLER_FAILS,
    taken: [
      'a message whose consumer fails is left out of its checkpoint, and passed over by the next one: there is no error queue',
      'it commits every CheckpointInterval (a minute), or CheckpointMessageCount messages, here after each of them: it is a matter of how much is done again',
      'a rebalance waits for what its partition has in hand, here for as long as it takes',
      'with ConcurrentMessageLimit above 1 workers says how many there are, and order is key, unless ConcurrentDeliveryLimit is above 1 as well',
    ],
    see: ['A50', 'A12'],
  },
  // KafkaConsumer.cs and KafkaConsumerConfiguration.cs of Silverback.Integration.Kafka at 5.4.2.
  silverback: {
    means: 'a consumer of Silverback with its default error policy, which stops it',
    source: 'https://github.com/BEagle1984/silverback/blob/v5.4.2/docs/guides/broker/consuming/kafka/offset.md',
    client: 'librdkafka',
    keys: {
      consumer: STORED,
      application: {
        ...ESTABLISHED,
        processing: 'async',
        'on.revoke': 'drain',
        'on.close': 'commit',
        'on.processing.failure': 'close',
      },
    },
    faults: HANDLER_FAILS,
    taken: [
      'an offset is stored once its subscribers have returned, and committed in the background, here as soon as it is',
      'with DisableAutoCommit and CommitOffsetEach enable.auto.commit is false, and commit.every that number; a policy that skips is on.processing.failure: skip, and one that retries retry',
    ],
    see: ['C01', 'A12'],
  },
  // pkg/kafka/subscriber.go at 3.1.2.
  watermill: {
    means: 'a subscriber of Watermill for Kafka, which marks a message once it is acknowledged',
    source: 'https://watermill.io/pubsubs/kafka/',
    client: 'sarama',
    keys: {
      producer: { retries: 10 },
      consumer: { 'enable.auto.commit': true },
      application: { ...ESTABLISHED, 'on.processing.failure': 'retry' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'a message that is not acknowledged is given again, in place, for as long as it takes; the next one of its partition waits',
      'its publisher is a SyncProducer with RequiredAcks WaitForLocal, Sarama’s default, and Retry.Max 10',
    ],
    see: ['A12', 'A53'],
  },
  // core: components/camel-kafka of Camel 4, KafkaConfiguration.java.
  camel: {
    means: 'a route of Camel’s from Kafka with autoCommitEnable=true and breakOnFirstError=false, its defaults',
    source: 'https://camel.apache.org/components/4.14.x/kafka-component.html',
    keys: {
      consumer: { 'enable.auto.commit': true },
      application: { ...ESTABLISHED, 'on.processing.failure': 'skip' },
    },
    faults: HANDLER_FAILS,
    taken: [
      'what a route throws is its error handler’s, and the next exchange comes: with breakOnFirstError=true on.processing.failure is seek',
      'with autoCommitEnable=false and allowManualCommit=true enable.auto.commit is false, and the route commits by itself; a route with threads(), seda: or asynchronous processors has processing: async',
    ],
    see: ['A50', 'A12'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
