import { replicated, small } from '../../../model/testing/story.ts';
import { OWNED_AT_ONCE } from '../../guarantees/exclusive-ownership.ts';
import { DELIVERED_TWICE } from '../../guarantees/no-duplicates.ts';
import { SKIPPED_BY_GROUP } from '../../guarantees/no-loss.ts';
import type { Sabotage } from './sabotage.ts';

/** Groups, their offsets and the Java client as older versions had them. */
export const GROUP_SABOTAGES: readonly Sabotage[] = [
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
    steps: 13,
  },
  {
    protocol: { autoCommitRevokesInPoll: false },
    setup: small({
      kafka: '4.1',
      consumer: { 'group.protocol': 'consumer', 'enable.auto.commit': true },
      application: { 'rebalance.listener': false },
      faults: { rebalance: 1, 'consumer.crash': 1 },
      scope: { members: 2 },
    }),
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    steps: 16,
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
    protocol: { commitsByAssignmentEpoch: false },
    setup: small({
      kafka: '4.3',
      consumer: { 'group.protocol': 'consumer' },
      faults: { rebalance: 2 },
      scope: { members: 2 },
    }),
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    steps: 15,
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
    setup: small({ kafka: '4.4', cluster: { brokers: 2 }, faults: { 'leader.moved': 1, rebalance: 1 } }),
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
  {
    protocol: { rejoiningReturnsNothing: false },
    setup: small({
      kafka: '2.4',
      consumer: { 'partition.assignment.strategy': 'cooperative', 'enable.auto.commit': true },
      faults: { rebalance: 1 },
      scope: { members: 2 },
    }),
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    steps: 16,
  },
];
