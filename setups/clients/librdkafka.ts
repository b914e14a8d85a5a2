import { INT_MAX } from '../kinds.ts';
import { namesIn } from '../names-in.ts';
import type { ClientLibrary } from './client-library.ts';
import { as, type Spellings, words } from './spelling.ts';

/** Its words for true and false (src/rdkafka_conf.c, _RK_C_BOOL). */
const truth = words({ true: true, t: true, 1: true, false: false, f: false, 0: false });

/** Its names, which its bindings (confluent-kafka-python, -go, -dotnet) have as well. */
export const LIBRDKAFKA_SPELLINGS: Spellings = {
  producer: {
    'request.required.acks': as('acks'),
    'message.send.max.retries': as('retries'),
    'max.in.flight': as('max.in.flight.requests.per.connection'),
    'enable.idempotence': as('enable.idempotence', truth),
  },
  consumer: {
    'auto.offset.reset': as(
      'auto.offset.reset',
      words({ smallest: 'earliest', beginning: 'earliest', largest: 'latest', end: 'latest', error: 'none' }),
    ),
    'auto.commit.enable': as('enable.auto.commit', truth),
    'enable.auto.commit': as('enable.auto.commit', truth),
    'enable.auto.offset.store': as('enable.auto.offset.store', truth),
    'partition.assignment.strategy': as('partition.assignment.strategy', (value) =>
      /^(range|roundrobin|,|\s)+$/.test(String(value))
        ? 'eager'
        : words({ 'cooperative-sticky': 'cooperative' })(value),
    ),
  },
  inert: namesIn(`
    metadata.broker.list sasl.mechanisms sasl.username sasl.password queue.buffering.max.messages queue.buffering.max.ms
    queue.buffering.max.kbytes queued.min.messages queued.max.messages.kbytes enable.partition.eof statistics.interval.ms
    api.version.request broker.version.fallback socket.keepalive.enable socket.timeout.ms log_level log.connection.close
    topic.metadata.refresh.interval.ms message.max.bytes message.timeout.ms enable.gapless.guarantee debug
    builtin.features go.delivery.reports compression.codec batch.num.messages sticky.partitioning.linger.ms
    fetch.message.max.bytes fetch.wait.max.ms fetch.error.backoff.ms group.protocol.type coordinator.query.interval.ms
    offset.store.method partitioner socket.nagle.disable enable.sasl.oauthbearer.unsecure.jwt`),
  says: {
    'partition.assignment.strategy: CooperativeStickyAssignor': 'partition.assignment.strategy=cooperative-sticky',
    'partition.assignment.strategy: RangeAssignor': 'partition.assignment.strategy=range,roundrobin',
  },
};

/** What its idempotent producer does otherwise, from 1.0.0 on: src/rdkafka_request.c and src/rdkafka_idempotence.c. */
export const LIBRDKAFKA_IDEMPOTENCE = {
  acknowledgesByOwnAnswer: [[false]],
  bumpsEpochByPartition: [[false]],
  goesOnOutOfOrder: [[false]],
} as const;

/** librdkafka, and what is built on it. Files are those of its repository at 2.15.0. */
export const LIBRDKAFKA: ClientLibrary = {
  title: 'librdkafka',
  releases: { oldest: '1.0.0', newest: '2.15.0' },
  // CHANGELOG.md, 1.4.0: transactional producer (KIP-98).
  since: { transactions: '1.4.0' },
  client: {
    // INTRODUCTION.md, “Auto offset commit”: consumer_poll() stores the offset of what it hands over, and a background
    // thread commits what is stored.
    autoCommitsPreviousPoll: [[false]],
    // src/rdkafka_partition.c, rd_kafka_topic_partition_list_set_offsets: the stored offset, whatever its partition is at.
    holdsBackUnvalidated: [[false]],
    lateOffsetStore: [['kept'], ['refused', '1.9.0']],
    abortsOnOutOfOrder: [[true], [false, '1.6.0'], [true, '1.6.2'], [false, '1.7.0'], [true, '1.8.2']],
    failsTransactionOnTimeout: [[false], [true, '1.5.2']],
    keepsSequencesOverMetadataLoss: [[false], [true, '1.9.0']],
    ignoresEmptyAborts: [[false], [true, '1.7.0']],
    keepsAssignmentOnIllegalGeneration: [[true], [false, '1.6.0'], [true, '2.10.0']],
    ...LIBRDKAFKA_IDEMPOTENCE,
    // CHANGELOG.md, 1.6.0: KIP-447.
    sendsGenerationWithOffsets: [[false], [true, '1.6.0']],
  },
  batches: { flushesQueueOnRebalance: [[false], [true, '1.7.0']] },
  // src/rdkafka_cgrp.c, rd_kafka_rebalance_op: without a callback, or an event, its main thread assigns and unassigns. The
  // bindings for Python and Go always have one, that for .NET where there is a handler.
  unheard: { dropsBatchOnRebalance: [[false]] },
  // CHANGELOG.md, 1.9.0: rd_kafka_offsets_store() returns an error for any partition that is not assigned (#3774).
  storing: { commitsUnassigned: [[true], [false, '1.9.0']] },
  protocol: {
    // CHANGELOG.md, 1.7.0: KIP-360.
    clientBumpsEpoch: [[false], [true, '1.7.0']],
    transactionalOffsetsFencedByGeneration: [[false], [true, '1.6.0']],
    offsetFetchRequiresStable: [[false], [true, '1.6.0']],
    // CHANGELOG.md, 2.1.0: KIP-320.
    consumerValidatesEpoch: [[false], [true, '2.1.0']],
    // src/rdkafka_request.c, rd_kafka_EndTxnRequest: versions 0 and 1; transactions of version 2 begin at 5.
    transactionVersion: [[1]],
    // Buffers are not pooled.
    expiredBufferStaysTaken: [[true]],
  },
  // CONFIGURATION.md of each release.
  producer: {
    acks: [['all']],
    'enable.idempotence': [[false]],
    retries: [[2], [INT_MAX, '1.5.2']],
    'max.in.flight.requests.per.connection': [[1_000_000]],
  },
  idempotent: { retries: INT_MAX, inFlight: [[5]] },
  consumer: {
    'isolation.level': [['read_uncommitted'], ['read_committed', '1.2.0']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['latest']],
    // rd_kafka_consumer_poll() hands one message over.
    'max.poll.records': [[1]],
    'partition.assignment.strategy': [['eager']],
  },
  // CHANGELOG.md, 1.6.0: KIP-429; 2.4.0: KIP-848 as early access.
  cooperates: [[false], [true, '1.6.0']],
  kip848: [[false], [true, '2.4.0']],
  autoCommit: 'polled',
  storesOffsets: true,
  spellings: LIBRDKAFKA_SPELLINGS,
  gaps: [
    {
      said: 'a transaction of which nothing was registered when a record timed out commits without it before librdkafka 1.7.0 (confluent-kafka-dotnet #1568): that is not told apart',
      before: '1.7.0',
    },
    'what librdkafka does otherwise with its groups of KIP-848 is not known',
    {
      said: 'after a time-out or a lost connection an idempotent producer of librdkafka before 2.3.0 may end by OUT_OF_ORDER_SEQUENCE_NUMBER where the Java client goes on (#4438): that is left out',
      before: '2.3.0',
    },
  ],
  sources: [
    'https://github.com/confluentinc/librdkafka/blob/v2.15.0/CONFIGURATION.md',
    'https://github.com/confluentinc/librdkafka/blob/v2.15.0/INTRODUCTION.md',
    'https://github.com/confluentinc/librdkafka/blob/v2.15.0/CHANGELOG.md',
  ],
};
