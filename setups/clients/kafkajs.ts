import { INT_MAX } from '../kinds.ts';
import type { ClientPreset } from './preset.ts';

/** KafkaJS 2.2.4. Paths are those of its package. */
export const KAFKAJS: ClientPreset = {
  title: 'KafkaJS 2.2.4',
  client: {
    // src/producer/sendMessages.js: getSequence and updateSequence at each try, and back again where it fails.
    keepsSequencesOverRetries: false,
    // src/protocol/error.js: codes 45 and 59 are not retriable; src/producer/eosManager never asks for another epoch.
    mendsSequences: false,
    // src/retry/index.js: so many tries, each after a back-off.
    givesUpOnTime: false,
    // src/producer/sendMessages.js: each send has a retrier of its own.
    mutesPartitionOnRetry: false,
    // src/protocol/requests/txnOffsetCommit: v0 and v1.
    sendsGenerationWithOffsets: false,
  },
  protocol: {
    // src/protocol/requests/initProducerId: v0 and v1, without id and epoch (KIP-360 has version 3).
    clientBumpsEpoch: false,
    // src/producer/eosManager: the lock is a broker's; without idempotence there is none.
    clientMutesPartition: false,
    batchesExpireInFlight: false,
    // It has no pool of buffers.
    expiredBufferStaysTaken: true,
    // src/protocol/requests/endTxn: v0 and v1; transactions of version 2 begin at v5.
    transactionVersion: 1,
    // src/protocol/requests/txnOffsetCommit: v0 and v1.
    transactionalOffsetsFencedByGeneration: false,
    // src/protocol/requests/offsetFetch: v1 to v4; waiting for stable offsets is version 7.
    offsetFetchRequiresStable: false,
    // src/protocol/requests/fetch: currentLeaderEpoch is -1 in every version; there is no OffsetsForLeaderEpoch.
    consumerValidatesEpoch: false,
  },
  producer: {
    // src/producer/messageProducer.js: acks = -1; src/producer/index.js: idempotent = false; 5 retries, or all that there are.
    acks: 'all',
    'enable.idempotence': false,
    retries: 5,
    // src/network/requestQueue: maxInFlightRequests = null.
    'max.in.flight.requests.per.connection': INT_MAX,
  },
  // src/producer/eosManager: acquireBrokerLock.
  idempotentInFlight: 1,
  // src/index.js: readUncommitted = false; src/consumer/index.js: autoCommit = true, fromBeginning = false.
  consumer: { 'isolation.level': 'read_committed', 'enable.auto.commit': true, 'auto.offset.reset': 'latest' },
  // src/consumer/assigners: RoundRobinAssigner alone.
  cooperates: false,
  kip848: false,
};
