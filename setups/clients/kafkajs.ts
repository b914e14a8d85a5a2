import { INT_MAX } from '../kinds.ts';
import { namesIn } from '../names-in.ts';
import type { ClientLibrary } from './client-library.ts';
import { as, words } from './spelling.ts';

/** KafkaJS. Paths are those of its package, at 2.2.4 unless they say otherwise. */
export const KAFKAJS: ClientLibrary = {
  title: 'KafkaJS',
  releases: { oldest: '1.6.0', newest: '2.2.4' },
  client: {
    // src/producer/sendMessages.js: 1.6.0 to 1.16.0 number what is sent, and count on as it is answered (#598).
    numbersSendsAtomically: [[false], [true, '2.0.0']],
    // src/producer/sendMessages.js: getSequence and updateSequence at each try, and back again where it fails.
    keepsSequencesOverRetries: [[true], [false, '2.0.0']],
    // src/protocol/error.js: codes 45 and 59 are not retriable; src/producer/eosManager never asks for another epoch.
    mendsSequences: [[false]],
    // src/producer/eosManager: commit() ends the transaction, whatever has become of its sends.
    failsTransactionOnRefusal: [[false]],
    // src/retry/index.js: so many tries, each after a back-off.
    givesUpOnTime: [[false]],
    // src/producer/sendMessages.js: each send has a retrier of its own.
    mutesPartitionOnRetry: [[false]],
    // src/protocol/requests/txnOffsetCommit: v0 and v1.
    sendsGenerationWithOffsets: [[false]],
    // src/consumer/runner.js of 1.13.0 to 1.16.0: fetch() throws while other handlers go on; src/consumer/workerQueue.js
    // waits for all of them since 2.0.0.
    dropsBatchOnRebalance: [[true], [false, '1.13.0'], [true, '2.0.0']],
  },
  protocol: {
    // src/protocol/requests/initProducerId: v0 and v1, without id and epoch (KIP-360 has version 3).
    clientBumpsEpoch: [[false]],
    // src/producer/eosManager: the lock is a broker's; without idempotence there is none.
    clientMutesPartition: [[false]],
    batchesExpireInFlight: [[false]],
    // It has no pool of buffers.
    expiredBufferStaysTaken: [[true]],
    // src/protocol/requests/endTxn: v0 and v1; transactions of version 2 begin at v5.
    transactionVersion: [[1]],
    // src/protocol/requests/txnOffsetCommit: v0 and v1.
    transactionalOffsetsFencedByGeneration: [[false]],
    // src/protocol/requests/offsetFetch: v1 to v4; waiting for stable offsets is version 7.
    offsetFetchRequiresStable: [[false]],
    // src/protocol/requests/fetch: currentLeaderEpoch is -1 in every version; there is no OffsetsForLeaderEpoch.
    consumerValidatesEpoch: [[false]],
  },
  producer: {
    // src/producer/messageProducer.js: acks = -1; src/producer/index.js: idempotent = false; 5 retries, or all that there are.
    acks: [['all']],
    'enable.idempotence': [[false]],
    retries: [[5]],
    // src/network/requestQueue: maxInFlightRequests = null.
    'max.in.flight.requests.per.connection': [[INT_MAX]],
  },
  // src/producer/eosManager: acquireBrokerLock, since 2.0.0 (PR #1050).
  idempotent: { retries: INT_MAX, inFlight: [[5], [1, '2.0.0']], fixed: true },
  // src/index.js: readUncommitted = false; src/consumer/index.js: autoCommit = true, fromBeginning = false.
  consumer: {
    'isolation.level': [['read_committed']],
    'enable.auto.commit': [[true]],
    'auto.offset.reset': [['latest']],
  },
  // src/consumer/assigners: RoundRobinAssigner alone.
  cooperates: [[false]],
  kip848: [[false]],
  // src/consumer/runner.js: an offset is resolved after eachMessage, and autoCommitOffsets() follows the batch.
  autoCommit: 'processed',
  spellings: {
    producer: {
      idempotent: as('enable.idempotence'),
      transactionalId: as('transactional.id'),
      maxInFlightRequests: as('max.in.flight.requests.per.connection'),
      'retry.retries': as('retries'),
    },
    consumer: {
      autoCommit: as('enable.auto.commit'),
      fromBeginning: as('auto.offset.reset', words({ true: 'earliest', false: 'latest' })),
      readUncommitted: as('isolation.level', words({ true: 'read_uncommitted', false: 'read_committed' })),
    },
    inert: namesIn(`
      brokers clientId groupId ssl sasl connectionTimeout requestTimeout autoCommitInterval autoCommitThreshold
      sessionTimeout rebalanceTimeout heartbeatInterval metadataMaxAge allowAutoTopicCreation maxBytesPerPartition
      minBytes maxBytes maxWaitTimeInMs rackId createPartitioner partitionAssigners partitionsConsumedConcurrently
      transactionTimeout compression timeout eachBatchAutoResolve
      retry.retries retry.initialRetryTime retry.maxRetryTime retry.factor retry.multiplier retry.restartOnFailure`),
    says: {
      'enable.idempotence=true (with acks=all)': 'idempotent: true',
      'enable.auto.commit=false': 'autoCommit: false',
      'auto.offset.reset=earliest': 'fromBeginning: true',
      'isolation.level=read_committed': 'readUncommitted: false',
      'max.in.flight.requests.per.connection=1': 'maxInFlightRequests: 1',
      'acks=all': 'acks: -1',
      'transactional.id': 'transactionalId',
    },
  },
  gaps: [
    'a consumer of KafkaJS joins its group again where the leader of a partition has moved: that is not in the machine',
    'commit() and abort() of KafkaJS ask once, and the producer takes no other transaction where the answer is lost: the machine asks again',
  ],
  sources: ['https://github.com/tulios/kafkajs/tree/v2.2.4/src', 'https://kafka.js.org/docs/configuration'],
};
