import { describe, expect, it } from 'vitest';
import { INT_MAX } from './kinds.ts';
import type { Protocol } from '../model/protocol.ts';
import { setupOf } from './resolve.ts';

describe('the defaults of the producer', () => {
  it.each([
    ['0.11', '1', false, 0],
    ['1.1', '1', false, 0],
    ['2.0', '1', false, 0],
    ['2.1', '1', false, INT_MAX],
    ['2.8', '1', false, INT_MAX],
    ['3.0.0', 'all', false, INT_MAX],
    ['3.0', 'all', true, INT_MAX],
    ['3.1.0', 'all', false, INT_MAX],
    ['3.1.1', 'all', true, INT_MAX],
    ['3.9', 'all', true, INT_MAX],
    ['4.1', 'all', true, INT_MAX],
  ])('in %s are acks=%s, idempotence %s and %i retries', (kafka, acks, idempotent, retries) => {
    expect(setupOf({ kafka }).producer).toEqual({
      acks,
      'enable.idempotence': idempotent,
      retries,
      'max.in.flight.requests.per.connection': 5,
      'transactional.id': null,
    });
  });
});

describe('the protocol', () => {
  it.each<[keyof Protocol, before: string, Protocol[keyof Protocol], since: string, Protocol[keyof Protocol]]>([
    ['truncation', '1.1', 'kip-101', '2.0', 'kip-279'],
    ['truncation', '2.0', 'kip-279', '2.1', 'kip-320'],
    ['isrExpandWaitsForEpochStart', '2.0.0', false, '2.0.1', true],
    ['highWatermarkWaitsForMinIsr', '3.6', false, '3.7', true],
    ['eligibleLeaderReplicas', '4.0', false, '4.1', true],
    ['registrationFencesOldIncarnation', '3.2', false, '3.3', true],
    ['alterPartitionChecksBrokerEpoch', '3.4', false, '3.5', true],
    ['consumerValidatesEpoch', '2.2', false, '2.3', true],
    ['clientBumpsEpoch', '2.4', false, '2.5', true],
    ['transactionTimeoutBumpsEpoch', '0.11.0.1', false, '0.11.0.2', true],
    ['transactionTimeoutBumpsEpoch', '0.11.0.0', false, '1.0', true],
    ['transactionalOffsetsFencedByGeneration', '2.4', false, '2.5', true],
    ['offsetFetchRequiresStable', '2.4', false, '2.5', true],
    ['transactionVerification', '3.5', false, '3.6', true],
    ['transactionVersion', '3.9', 1, '4.0', 2],
    ['expiryDuringAbortBumpsEpoch', '3.9', false, '4.0', true],
    ['fetchReadsHighWatermarkOnce', '2.4', false, '2.5', true],
    ['offsetsAppliedBeforeAnswer', '1.1', true, '2.0', false],
    ['offsetsAppliedBeforeAnswer', '3.9.0', false, '3.9.1', true],
    ['producerStateOutlivesRecords', '2.4', false, '2.5', true],
    ['expiredBufferStaysTaken', '2.7', true, '2.8', false],
    ['expiredBufferStaysTaken', '3.8', false, '3.9', true],
    ['expiredBufferStaysTaken', '4.0.1', false, '4.0.2', true],
    ['expiredBufferStaysTaken', '4.1.1', false, '4.1', true],
    ['activeGroupKeepsOffsets', '2.0', false, '2.1', true],
    ['rebalancingGroupKeepsOffsets', '2.3', true, '2.4', false],
    ['rebalancingGroupKeepsOffsets', '2.8.1', false, '2.8.2', true],
    ['rebalancingGroupKeepsOffsets', '3.0.0', false, '3.0.1', true],
    ['rebalancingGroupKeepsOffsets', '3.1.0', false, '3.1.1', true],
    ['listOffsetsWaitsForEpochStart', '2.1', false, '2.2', true],
    ['olderClaimsCount', '2.8.0', true, '2.8.1', false],
    ['olderClaimsCount', '3.4.0', false, '3.4.1', true],
    ['returnedPartitionStaysOwned', '3.7', false, '3.8', true],
    ['autoCommitsReturnedOnly', '3.9', false, '4.0', true],
    ['revocationPausesFetching', '3.2.0', true, '3.2.1', false],
    ['revocationPausesFetching', '3.2.2', false, '3.2.3', true],
    ['retainedBatches', '0.11', 1, '1.0', 5],
  ])('has %s in %s as %j and in %s as %j', (name, before, was, since, is) => {
    expect(setupOf({ kafka: before }).protocol[name]).toBe(was);
    expect(setupOf({ kafka: since }).protocol[name]).toBe(is);
  });

  it.each(['0.11', '2.0', '4.1'])('has what no version of the clients lacks or has: %s', (kafka) => {
    expect(setupOf({ kafka }).protocol).toMatchObject({
      clientMutesPartition: true,
      bumpWaitsForEarlierBatches: false,
      markerRetryAccepted: true,
    });
  });

  it.each(['0.11', '2.0', '4.1'])('is nowhere sabotaged by a version: %s', (kafka) => {
    expect(setupOf({ kafka }).protocol).toMatchObject({
      generationFencing: true,
      sequenceDeduplication: true,
      producerEpochFencing: true,
      lastStableOffset: true,
      followerTruncates: true,
      offsetsWaitForMarker: true,
    });
  });
});
