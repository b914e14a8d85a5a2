import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import type { SetupDraft } from '../setups/input.ts';
import type { Protocol } from '../model/protocol.ts';
import { setupOf } from '../setups/resolve.ts';
import { restrictedTo } from '../model/property.ts';
import { replicated, small, transactional, transforming } from '../model/testing/story.ts';
import { guaranteeOf } from './guarantee.ts';
import { OWNED_AT_ONCE } from './guarantees/exclusive-ownership.ts';
import { DELIVERED_TWICE, TWO_ENTRIES } from './guarantees/no-duplicates.ts';
import { LOST_BY_BROKERS, SKIPPED_BY_GROUP } from './guarantees/no-loss.ts';
import { ABORTED_READ } from './guarantees/read-committed-visibility.ts';
import { clusterTrial } from './trial.ts';

/**
 * A suite that finds nothing is worth nothing: each safety mechanism of the protocol is taken away, one at a time, and a
 * named guarantee must notice. With the mechanism in place the same search of the same scope, to its end, finds nothing.
 */
interface Sabotage {
  /** What is taken away, and how. */
  readonly protocol: Partial<Protocol>;
  readonly setup: SetupDraft;
  readonly guarantee: string;
  readonly cause: string;
  /** How many steps the shortest story has. */
  readonly steps: number;
}

/** Nothing is answered and nothing retried, and nobody reads: replication alone. */
const logsAlone: SetupDraft = {
  producer: { acks: '0', 'enable.idempotence': false },
  consumer: { 'auto.offset.reset': 'none' },
};

/** What was never a version of Kafka: the acceptance list of the suite. */
const mechanisms: readonly Sabotage[] = [
  {
    protocol: { generationFencing: false },
    setup: small({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
    guarantee: 'exclusive-ownership',
    cause: 'a commit by a member that is no owner was taken',
    steps: 10,
  },
  {
    protocol: { sequenceDeduplication: false },
    setup: small({ faults: { 'response.lost': 1 } }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 10,
  },
  {
    protocol: { producerEpochFencing: false },
    setup: transactional({ faults: { 'producer.crash': 1 }, scope: { records: 2 } }),
    guarantee: 'zombie-fencing',
    cause: 'a zombie’s record was returned',
    steps: 13,
  },
  {
    protocol: { lastStableOffset: false },
    setup: transactional(),
    guarantee: 'read-committed-visibility',
    cause: 'an uncommitted record was returned',
    steps: 5,
  },
  {
    protocol: { followerTruncates: false },
    setup: replicated(2, 1, { ...logsAlone, faults: { 'broker.crash': 1 }, scope: { records: 2 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 11,
  },
  {
    protocol: { offsetsWaitForMarker: false },
    setup: transforming({ faults: { 'consumer.crash': 1 } }),
    guarantee: 'atomic-transaction',
    cause: 'the offsets of a transaction did not follow its decision',
    steps: 12,
  },
];

/** What Kafka once did, and does otherwise since the KIP or issue that `protocol.ts` names. */
const history: readonly Sabotage[] = [
  {
    protocol: { truncation: 'high-watermark' },
    setup: replicated(2, 2, { faults: { 'broker.crash': 2 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 14,
  },
  {
    protocol: { truncation: 'kip-101' },
    setup: replicated(3, 1, { ...logsAlone, faults: { 'broker.crash': 2 }, scope: { records: 2 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 15,
  },
  {
    protocol: { isrExpandWaitsForEpochStart: false },
    setup: replicated(3, 2, { ...logsAlone, faults: { 'broker.crash': 2 }, scope: { records: 1, lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 19,
  },
  {
    protocol: { eligibleLeaderReplicas: false },
    setup: replicated(2, 2, { faults: { 'broker.power-loss': 1 }, scope: { records: 2, lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'an offset below the high watermark changed its record',
    steps: 18,
  },
  {
    protocol: { highWatermarkWaitsForMinIsr: false },
    setup: replicated(2, 2, { faults: { 'broker.power-loss': 1 }, scope: { lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'a committed record is gone',
    steps: 14,
  },
  {
    protocol: { registrationFencesOldIncarnation: false },
    setup: replicated(2, 2, { kafka: '3.9', faults: { 'broker.power-loss': 1 } }),
    guarantee: 'no-loss',
    cause: LOST_BY_BROKERS,
    steps: 12,
  },
  {
    protocol: { alterPartitionChecksBrokerEpoch: false },
    setup: replicated(2, 1, { kafka: '3.9', faults: { 'broker.disk-loss': 1 }, scope: { lags: 1 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 10,
  },
  {
    protocol: { emptyPartitionStartsAtZero: false },
    setup: replicated(2, 2, { faults: { 'broker.crash': 1, 'response.lost': 1 }, scope: { records: 2 } }),
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
    setup: transactional({ faults: { 'connection.lost': 1 }, scope: { records: 2 } }),
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
    protocol: { offsetFetchRequiresStable: false },
    setup: transforming({ faults: { rebalance: 1 }, scope: { members: 2 } }),
    guarantee: 'resume-from-committed',
    cause: 'an owner started at another offset',
    steps: 13,
  },
  {
    // An unclean election loses records by itself; that the group then skips one that is there is the client's doing.
    protocol: { consumerValidatesEpoch: false },
    setup: replicated(2, 1, {
      kafka: '3.9',
      broker: { 'unclean.leader.election.enable': true },
      producer: { acks: '0', 'enable.idempotence': false },
      faults: { 'broker.crash': 1 },
      scope: { records: 3, lags: 1 },
    }),
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    steps: 25,
  },
  {
    protocol: { expiryDuringAbortBumpsEpoch: false },
    setup: transactional({
      kafka: '3.9',
      faults: { 'connection.lost': 1 },
      scope: { records: 2 },
      protocol: { expiryDuringAbortBumpsEpoch: true },
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
    protocol: { bumpWaitsForEarlierBatches: false },
    setup: replicated(2, 1, {
      faults: { 'leader.moved': 1, 'request.refused': 1 },
      scope: { records: 2 },
      protocol: { bumpWaitsForEarlierBatches: true },
    }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 19,
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
    setup: small({ topic: { partitions: 2 }, faults: { 'connection.lost': 1 }, scope: { records: 2 } }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 11,
  },
  {
    protocol: { clientMutesPartition: false },
    setup: replicated(2, 1, {
      producer: { acks: '1', 'enable.idempotence': false, 'max.in.flight.requests.per.connection': 1 },
      faults: { 'leader.moved': 1 },
      scope: { records: 2 },
    }),
    guarantee: 'partition-order',
    cause: 'a later record was processed first',
    steps: 18,
  },
  {
    protocol: { listOffsetsWaitsForEpochStart: false },
    setup: replicated(2, 2, {
      consumer: { 'auto.offset.reset': 'latest' },
      faults: { 'leader.moved': 1, 'consumer.crash': 1 },
    }),
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    steps: 20,
  },
  {
    protocol: { revocationPausesFetching: false },
    setup: small({
      consumer: { 'enable.auto.commit': true },
      faults: { rebalance: 1 },
      scope: { records: 2 },
    }),
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    steps: 16,
  },
  {
    protocol: { autoCommitsReturnedOnly: false },
    setup: small({
      consumer: { 'group.protocol': 'consumer', 'enable.auto.commit': true },
      faults: { 'consumer.crash': 1 },
    }),
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    steps: 12,
  },
  {
    protocol: { olderClaimsCount: false },
    setup: small({
      consumer: { 'partition.assignment.strategy': 'cooperative' },
      faults: { rebalance: 2 },
      scope: { members: 2 },
    }),
    guarantee: 'exclusive-ownership',
    cause: OWNED_AT_ONCE,
    steps: 12,
  },
  {
    protocol: { returnedPartitionStaysOwned: false },
    setup: small({
      consumer: { 'group.protocol': 'consumer' },
      faults: { rebalance: 3 },
      scope: { members: 2 },
    }),
    guarantee: 'exclusive-ownership',
    cause: OWNED_AT_ONCE,
    steps: 9,
  },
  {
    protocol: { deposedCoordinatorIsSilent: false },
    setup: small({ cluster: { brokers: 2 }, faults: { 'leader.moved': 1, rebalance: 1 } }),
    guarantee: 'resume-from-committed',
    cause: 'an owner started at another offset',
    steps: 11,
  },
  ...(['activeGroupKeepsOffsets', 'rebalancingGroupKeepsOffsets'] as const).map((name) => ({
    protocol: { [name]: false },
    setup: small({ faults: { 'offsets.expired': 1, rebalance: 1 } }),
    guarantee: 'resume-from-committed',
    cause: 'an owner started at another offset',
    steps: 12,
  })),
];

describe.each([...mechanisms, ...history])('$protocol in the protocol', (sabotage) => {
  const { guarantee, cause, steps } = sabotage;

  it(`is caught by ${guarantee}`, () => {
    const { violations } = search(sabotage, { ...sabotage.setup.protocol, ...sabotage.protocol });
    expect(violations.map(({ schedule }) => schedule.length)).toEqual([steps]);
  });

  it(`is what ${guarantee} was broken by: without it the whole scope has no "${cause}"`, () => {
    const { violations, complete } = search(sabotage, { ...sabotage.setup.protocol });
    expect({ violations, complete }).toEqual({ violations: [], complete: true });
  });
});

/** The whole scope, or as much of it as it takes to find the one cause that is looked for. */
function search({ setup, guarantee, cause }: Sabotage, protocol: Partial<Protocol>) {
  const trial = clusterTrial(setupOf({ ...setup, protocol }));
  const properties = trial.properties
    .filter(({ id }) => guaranteeOf(id) === guarantee)
    .map((property) => ({ ...restrictedTo(property, cause), id: guarantee }));
  return exhaustive({ ...trial, properties, goals: [] }, { stopWhenFound: [guarantee] });
}
