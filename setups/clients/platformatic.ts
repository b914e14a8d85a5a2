import { INT_MAX } from '../kinds.ts';
import { namesIn } from '../names-in.ts';
import type { ClientLibrary } from './client-library.ts';
import { as, isolationLevel, words } from './spelling.ts';

/** @platformatic/kafka. Files are those of its repository at 2.9.0. */
export const PLATFORMATIC: ClientLibrary = {
  title: '@platformatic/kafka',
  releases: { oldest: '1.0.0', newest: '2.9.0' },
  client: {
    // src/clients/producer/producer.ts of 1.0.0 to 2.2.2: the sequence moves on as the response comes.
    numbersSendsAtomically: [[false], [true, '2.3.0']],
    forgetsRevokedPartitions: [[true], [false, '2.3.0'], [true, '2.3.1']],
    retriesOffsetFetch: [[true], [false, '1.30.0']],
    // src/clients/consumer/messages-stream.ts: what is pushed into the stream is committed, before anybody reads it.
    autoCommitsPreviousPoll: [[false]],
    // src/clients/producer/transaction.ts: commit() ends the transaction, whatever has become of its sends.
    failsTransactionOnRefusal: [[false]],
    // src/clients/base/options.ts: retries end a send, whatever time they take.
    givesUpOnTime: [[false]],
    // src/clients/base/base.ts, kPerformWithRetry: each send waits for its own retryDelay.
    mutesPartitionOnRetry: [[false]],
    // src/clients/consumer/consumer.ts, #heartbeat: it rejoins in the background; #commit does so as well since 2.0.0, and
    // commits the same once more in the generation that it is then in.
    dropsBatchOnRebalance: [[false]],
    // src/clients/consumer/messages-stream.ts, #onConsumerGroupJoin: what was pushed into the stream stays there.
    flushesQueueOnRebalance: [[false]],
  },
  protocol: {
    // src/clients/producer/producer.ts: a new producer id, and sequences from 0.
    clientBumpsEpoch: [[false]],
    // There is no OffsetForLeaderEpoch in src/clients.
    consumerValidatesEpoch: [[false]],
    // src/apis/producer: EndTxn of versions 3 and 4.
    transactionVersion: [[1]],
    batchesExpireInFlight: [[false]],
    expiredBufferStaysTaken: [[true]],
  },
  producer: {
    // src/clients/producer/producer.ts: ProduceAcks.ALL where it is idempotent, or else ProduceAcks.LEADER.
    acks: [['1']],
    'enable.idempotence': [[false]],
    // src/clients/base/options.ts
    retries: [[3]],
    'max.in.flight.requests.per.connection': [[5]],
  },
  idempotent: { retries: INT_MAX, inFlight: [[5]] },
  // src/clients/consumer/options.ts and docs/consumer.md: fallbackMode is LATEST.
  consumer: {
    'isolation.level': [['read_committed']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['latest']],
    'partition.assignment.strategy': [['eager']],
  },
  cooperates: [[false]],
  kip848: [[false], [true, '1.20.0']],
  autoCommit: 'polled',
  spellings: {
    producer: {
      idempotent: as('enable.idempotence'),
      transactionalId: as('transactional.id'),
      maxInflights: as('max.in.flight.requests.per.connection'),
      acks: as('acks', words({ ALL: 'all', LEADER: '1', NO_RESPONSE: '0' })),
    },
    consumer: {
      autocommit: as('enable.auto.commit', (value) => (Number(value) > 1 ? true : value)),
      fallbackMode: as('auto.offset.reset', words({ LATEST: 'latest', EARLIEST: 'earliest', FAIL: 'none' })),
      isolationLevel: isolationLevel(['READ_UNCOMMITTED', 'READ_COMMITTED'], ['0', '1']),
      groupProtocol: as('group.protocol'),
    },
    inert: namesIn(`
      clientId bootstrapBrokers groupId sessionTimeout rebalanceTimeout heartbeatInterval minBytes maxBytes maxWaitTime
      highWaterMark mode protocols serializers deserializers retryDelay connectTimeout requestTimeout timeout compression`),
    assumed: { mode: 'taken as COMMITTED, whatever it is' },
    says: {
      'enable.idempotence=true (with acks=all)': 'idempotent: true',
      'max.in.flight.requests.per.connection=1': 'maxInflights: 1',
      'enable.auto.commit=false': 'autocommit: false, and message.commit()',
      'auto.offset.reset=earliest': 'fallbackMode: EARLIEST',
      'isolation.level=read_committed': 'isolationLevel: READ_COMMITTED',
      'group.protocol=consumer': 'groupProtocol: consumer',
      'acks=all': 'acks: ProduceAcks.ALL',
      'transactional.id': 'transactionalId',
    },
  },
  gaps: [
    'the mode of a stream is taken to be COMMITTED: with its default, LATEST, @platformatic/kafka starts at the end of a partition whatever was committed',
    'offsets that @platformatic/kafka has yet to commit by itself (autocommit as an interval) outlive a rebalance, and are committed in the next generation: that is not in the machine',
  ],
  sources: [
    'https://github.com/platformatic/kafka/blob/v2.9.0/docs/producer.md',
    'https://github.com/platformatic/kafka/blob/v2.9.0/docs/consumer.md',
    'https://github.com/platformatic/kafka/blob/v2.9.0/src/clients/consumer/messages-stream.ts',
  ],
};
