import { replicated, small, transactional, transforming } from '../../../model/testing/story.ts';
import { TWO_ENTRIES } from '../../guarantees/no-duplicates.ts';
import { LOST_BY_BROKERS } from '../../guarantees/no-loss.ts';
import { ZOMBIE_OFFSETS } from '../../guarantees/zombie-fencing.ts';
import { ABORTED_READ } from '../../guarantees/read-committed-visibility.ts';
import { RECORD_UNREAD } from '../../guarantees/progress.ts';
import type { Sabotage } from './sabotage.ts';

/** The first batch is refused, the second stored, and what became of it not told. */
const overtaken = { faults: { 'broker.crash': 1, 'response.lost': 1 }, scope: { records: 2 } };

/** A request that is late may find the next transaction. */
const delayed = { faults: { 'connection.lost': 1 }, scope: { records: 2 } };

/** Idempotence and transactions as older versions had them. */
export const TRANSACTION_SABOTAGES: readonly Sabotage[] = [
  {
    // UNKNOWN_PRODUCER_ID needs a partition that forgets its producers, as every one did before 2.4.
    protocol: { clientBumpsEpoch: false },
    setup: small({
      faults: { 'connection.lost': 1, 'records.deleted': 1 },
      scope: { records: 2 },
      protocol: { unknownProducerStartsAtZero: true, producerStateOutlivesRecords: false },
    }),
    guarantee: 'no-loss',
    cause: LOST_BY_BROKERS,
    steps: 18,
  },
  {
    protocol: { unknownProducerStartsAtZero: false },
    setup: replicated(2, 2, {
      ...overtaken,
      kafka: '4.1',
      protocol: { unknownProducerStartsAtZero: true },
    }),
    guarantee: 'partition-order',
    cause: 'a later record was processed first',
    steps: 24,
  },
  {
    protocol: { emptyPartitionStartsAtZero: false },
    setup: replicated(2, 2, { ...overtaken, kafka: '4.5' }),
    guarantee: 'partition-order',
    cause: 'a later record was processed first',
    steps: 24,
  },
  {
    protocol: { transactionTimeoutBumpsEpoch: false },
    setup: transactional({ kafka: '3.5', faults: { 'producer.crash': 1 } }),
    guarantee: 'progress',
    cause: 'a transaction stays open',
    steps: 11,
  },
  {
    protocol: { transactionVerification: false },
    setup: transactional({ kafka: '3.9', faults: { 'connection.lost': 1 } }),
    guarantee: 'progress',
    cause: 'a transaction stays open',
    steps: 9,
  },
  {
    protocol: { transactionVersion: 1 },
    setup: transactional({ ...delayed, protocol: { lateMarkersRefused: true } }),
    guarantee: 'read-committed-visibility',
    cause: 'an uncommitted record was returned',
    steps: 14,
  },
  {
    protocol: { transactionalOffsetsFencedByGeneration: false },
    setup: transforming({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
    guarantee: 'exclusive-ownership',
    cause: 'a commit by a member that is no owner was taken',
    steps: 8,
  },
  {
    protocol: { transactionalOffsetsFencedByGeneration: false },
    setup: transforming({ faults: { 'consumer.stall': 1 } }),
    guarantee: 'zombie-fencing',
    cause: ZOMBIE_OFFSETS,
    steps: 8,
  },
  {
    protocol: { offsetFetchRequiresStable: false },
    setup: transforming({ faults: { rebalance: 1 }, scope: { members: 2 } }),
    guarantee: 'resume-from-committed',
    cause: 'an owner started at another offset',
    steps: 13,
  },
  {
    protocol: { expiryDuringAbortBumpsEpoch: false },
    setup: transactional({
      ...delayed,
      kafka: '3.9',
      protocol: { expiryDuringAbortBumpsEpoch: true, lateMarkersRefused: true },
    }),
    guarantee: 'read-committed-visibility',
    cause: ABORTED_READ,
    steps: 14,
  },
  {
    protocol: { fetchReadsHighWatermarkOnce: false },
    setup: transactional(),
    guarantee: 'read-committed-visibility',
    cause: 'an uncommitted record was returned',
    steps: 5,
  },
  {
    protocol: { markerRetryAccepted: false },
    setup: transactional({ faults: { 'broker.crash': 1 } }),
    guarantee: 'progress',
    cause: 'a transaction is decided and never completed',
    steps: 12,
  },
  {
    protocol: { offsetsAppliedBeforeAnswer: false },
    setup: transforming({
      consumer: { 'max.poll.records': 1 },
      faults: { 'consumer.crash': 1 },
      scope: { records: 2 },
    }),
    guarantee: 'resume-from-committed',
    cause: 'an owner started at another offset',
    steps: 25,
  },
  {
    protocol: { lateMarkersRefused: false },
    setup: transactional({ ...delayed, kafka: '4.2' }),
    guarantee: 'read-committed-visibility',
    cause: ABORTED_READ,
    steps: 15,
  },
  {
    protocol: { transactionalOffsetsVerified: false },
    setup: transforming({ kafka: '3.9', faults: { 'connection.lost': 1, rebalance: 1 } }),
    guarantee: 'progress',
    cause: RECORD_UNREAD,
    steps: 17,
  },
  {
    protocol: { bumpWaitsForEarlierBatches: false },
    setup: replicated(2, 1, {
      faults: { 'request.refused': 1 },
      scope: { records: 2, lags: 1 },
      protocol: { bumpWaitsForEarlierBatches: true },
    }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 16,
  },
  {
    protocol: { batchesExpireInFlight: true },
    setup: small({
      application: { 'on.send.failure': 'resend' },
      faults: { 'request.lost': 1 },
      protocol: { batchesExpireInFlight: false },
    }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 12,
  },
  {
    protocol: { producerStateOutlivesRecords: false },
    setup: small({ faults: { 'records.deleted': 1, 'response.lost': 1 } }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 13,
  },
  {
    protocol: { expiredBufferStaysTaken: false },
    setup: small({
      topic: { partitions: 2 },
      application: { 'on.send.failure': 'resend' },
      faults: { 'connection.lost': 1 },
      scope: { records: 2, attempts: 1 },
    }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 12,
  },
];
