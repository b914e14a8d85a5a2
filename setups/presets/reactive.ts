import { BY_HAND, ESTABLISHED, HANDLER_FAILS, IN_TRANSACTIONS, type Preset, TRANSFORM_FAULTS } from './preset.ts';

const REACTOR = 'https://projectreactor.io/docs/kafka/release/reference/';
const PEKKO = 'https://pekko.apache.org/docs/pekko-connectors-kafka/current/';

/** `Consumer.atMostOnceSource` and `receiveAtmostOnce`: a record comes once its commit has been answered. */
const AHEAD = { ...ESTABLISHED, commit: 'before-processing', 'commit.every': 'record' } as const;
const ONE_BY_ONE = 'records are taken to be processed one after another, as in concatMap or mapAsync(1)';

/**
 * Reactor Kafka (`ConsumerEventLoop` and `DefaultKafkaReceiver` at 1.3.23), Alpakka Kafka, now Apache Pekko’s (at 1.1.0 and
 * 1.2.0-RC1), fs2-kafka (`KafkaConsumer` and `KafkaConsumerActor` at 3.6.0-RC1), zio-kafka 2.x, and Vert.x
 * (`KafkaReadStreamImpl`).
 */
export const REACTIVE = {
  'reactor-receive': {
    means: 'Reactor Kafka with receive(), and acknowledge() after processing',
    source: `${REACTOR}#api-guide-receiver`,
    keys: {
      consumer: BY_HAND,
      application: {
        ...ESTABLISHED,
        commit: 'after-processing',
        processing: 'async',
        'on.revoke': 'drain',
        'on.close': 'commit',
      },
    },
    taken: [
      ONE_BY_ONE,
      'where they are not (flatMap), workers says how many there are, and commit.covers is highest, unless maxDeferredCommits is set',
      'what was acknowledged is committed every commitInterval, here after each poll(): it is a matter of how much is done again',
      'a rebalance waits until everything in the pipeline has been acknowledged (maxDelayRebalance, a minute by default, since 1.3.12; before, on.revoke is commit), here for as long as it takes',
    ],
    see: ['A12', 'A24', 'A61'],
  },
  'reactor-at-most-once': {
    means: 'Reactor Kafka with receiveAtmostOnce(), which commits each record before it hands it over',
    source: `${REACTOR}#api-guide-receiver`,
    keys: { consumer: BY_HAND, application: AHEAD },
    taken: ['with atmostOnceCommitAheadSize the commit is of so many records more, which a crash loses as well'],
    see: ['A13', '2.1-no-duplicates'],
  },
  'reactor-exactly-once': {
    means: 'Reactor Kafka with receiveExactlyOnce(), whose transactions have what one poll returned and its offsets',
    source: `${REACTOR}#api-guide-receiver`,
    keys: {
      producer: IN_TRANSACTIONS.producer,
      consumer: BY_HAND,
      application: { ...IN_TRANSACTIONS.application, group: 'established', 'rewind.on.abort': true },
    },
    faults: TRANSFORM_FAULTS,
    taken: [
      'a flow that fails aborts its transaction, and reads again from what is committed once it is subscribed to anew',
      'it reads records of aborted transactions as well, unless isolation.level is read_committed, which Reactor Kafka does not set',
    ],
    see: ['B15', 'A18', 'A33'],
  },
  'pekko-committable': {
    means: 'a committableSource of Apache Pekko’s, or Akka’s, connector, with a Committer behind the processing',
    source: `${PEKKO}consumer.html#offset-storage-in-kafka-committing`,
    keys: {
      consumer: BY_HAND,
      application: { ...ESTABLISHED, commit: 'after-processing', processing: 'async', 'on.close': 'commit' },
    },
    taken: [
      ONE_BY_ONE,
      'the Committer commits up to max-batch records, or after max-interval, here after each poll(): it is a matter of how much is done again',
      'a rebalance waits for nothing that is in the stream',
    ],
    see: ['A12', 'A24'],
  },
  'pekko-at-most-once': {
    means:
      'an atMostOnceSource of Apache Pekko’s, or Akka’s, connector, which commits each record before it hands it over',
    source: `${PEKKO}consumer.html#choosing-a-consumer`,
    keys: { consumer: BY_HAND, application: AHEAD },
    taken: ['the commit of the next record may go ahead of the processing of this one, which a crash loses as well'],
    see: ['A13', '2.1-no-duplicates'],
  },
  'pekko-transactional': {
    means: 'Transactional.source and Transactional.sink of Apache Pekko’s, or Akka’s, connector, up to 1.2',
    source: `${PEKKO}transactions.html`,
    keys: {
      producer: { ...IN_TRANSACTIONS.producer, 'max.in.flight.requests.per.connection': 1 },
      consumer: { ...BY_HAND, 'isolation.level': 'read_committed' },
      application: {
        ...IN_TRANSACTIONS.application,
        group: 'established',
        'transaction.spans': 'polls',
        'on.revoke': 'drain',
        'on.close': 'commit',
      },
      // `new ConsumerGroupMetadata(group)`: no member, and no generation.
      client: { sendsGenerationWithOffsets: false },
    },
    faults: TRANSFORM_FAULTS,
    taken: [
      'it sends offsets with the name of their group alone, so that nobody fences a member that was replaced unless its transactional.id is taken over; 2.0, which sends the generation as well, is not released',
      'a transaction has what comes in eos-commit-interval, and one is committed before partitions are given up',
      'each process is taken to have a transactional.id of its own',
    ],
    see: ['B15', 'A18'],
  },
  'fs2-kafka': {
    means: 'a stream of fs2-kafka with commitBatchWithin behind the processing',
    source: 'https://fd4s.github.io/fs2-kafka/docs/consumers#offset-commits',
    keys: {
      consumer: { ...BY_HAND, 'auto.offset.reset': 'none' },
      application: {
        ...ESTABLISHED,
        commit: 'after-processing',
        processing: 'async',
        'on.processing.failure': 'close-dirty',
      },
    },
    faults: HANDLER_FAILS,
    taken: [
      ONE_BY_ONE,
      'where they are not (parEvalMapUnordered), workers says how many there are, and commit.covers is highest: CommittableOffsetBatch keeps the last offset that it was given',
      'a stream that fails, or is interrupted, ends without the commit that it has under way; a rebalance waits for nothing that is in it',
      'it commits up to n records, or after some time, here after each poll(): it is a matter of how much is done again',
    ],
    see: ['A12', 'A24'],
  },
  'zio-kafka': {
    means:
      'a stream of zio-kafka without rebalanceSafeCommits, its default, and offsets committed behind the processing',
    source: 'https://zio.dev/zio-kafka/preventing-duplicates',
    keys: {
      consumer: BY_HAND,
      application: {
        ...ESTABLISHED,
        commit: 'after-processing',
        processing: 'async',
        'on.processing.failure': 'close-dirty',
      },
    },
    faults: HANDLER_FAILS,
    taken: [
      ONE_BY_ONE,
      'with withRebalanceSafeCommits(true), since 2.7.1, a rebalance waits until what it was given is committed (maxRebalanceDuration, three minutes by default): on.revoke is drain, here for as long as it takes',
      'consumeWith() and Consumer.offsetBatches commit many offsets in one, here after each poll(): it is a matter of how much is done again',
    ],
    see: ['A12', 'A24'],
  },
  vertx: {
    means: 'a KafkaConsumer of Vert.x with a handler that begins something and returns, and Kafka’s automatic commits',
    source: 'https://vertx.io/docs/vertx-kafka-client/java/',
    keys: { consumer: { 'enable.auto.commit': true }, application: { ...ESTABLISHED, processing: 'async' } },
    taken: [
      'its client polls on once each record has been handed to the handler, whose Future nobody waits for: a handler that is done when it returns has processing: sync',
      'with enable.auto.commit=false and commit() behind the work, commit is after-processing; commit() commits the position, whatever else is under way, for which commit.covers is highest, and workers 2',
    ],
    see: ['A11', 'A24'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
