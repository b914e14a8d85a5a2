import { describe, expect, it } from 'vitest';
import type { Protocol } from '../model/protocol.ts';
import { setupOf } from './resolve/resolve.ts';

/**
 * What released Kafka has, version by version, as its source says (`decided` in the tables of `model/switches/`): written
 * down here once more, so that a slip of the table shows. `+` is on, `-` is off; a version without its patch is the newest
 * one of that line.
 */
const VERSIONS = ['0.11', '2.4', '3.5', '3.6', '3.9', '4.0', '4.1', '4.3', '4.4', '4.5'] as const;

const VALUES: Readonly<Record<keyof Protocol, string>> = {
  truncation: 'kip-101 kip-320 kip-320 kip-320 kip-320 kip-320 kip-320 kip-320 kip-320 kip-320',
  isrExpandWaitsForEpochStart: '- + + + + + + + + +',
  highWatermarkWaitsForMinIsr: '- - - - + + + + + +',
  eligibleLeaderReplicas: '- - - - - - + + + +',
  newDirectoryKeepsEligible: '- - - - - - - + + +',
  registrationFencesOldIncarnation: '- - + + + + + + + +',
  alterPartitionChecksBrokerEpoch: '- - + + + + + + + +',
  isrShrinkBumpsLeaderEpoch: 'by-controller by-controller always never never never never never never never',
  consumerValidatesEpoch: '- + + + + + + + + +',
  clientBumpsEpoch: '- - + + + + + + + +',
  unknownProducerStartsAtZero: '+ + - - - - - - - -',
  emptyPartitionStartsAtZero: '+ + - - - - - - - +',
  transactionStartsAtZero: '- - - - - - + + + +',
  transactionTimeoutBumpsEpoch: '+ + + + + + + + + +',
  transactionalOffsetsFencedByGeneration: '- - + + + + + + + +',
  offsetFetchRequiresStable: '- - + + + + + + + +',
  transactionVerification: '- - - + + + + + + +',
  transactionVersion: '1 1 1 1 1 2 2 2 2 2',
  expiryDuringAbortBumpsEpoch: '- - - - - + + + + +',
  fetchReadsHighWatermarkOnce: '- - + + + + + + + +',
  offsetsAppliedBeforeAnswer: '- - - - + + + + + +',
  expiredBufferStaysTaken: '+ + - - + + + + + +',
  markerRetryAccepted: '+ + + + + + + + + +',
  bumpWaitsForEarlierBatches: '- - - - - - - - - -',
  batchesExpireInFlight: '- + + + + + + + + +',
  producerStateOutlivesRecords: '- + + + + + + + + +',
  lateMarkersRefused: '- - - - - - - + + +',
  transactionalOffsetsVerified: '- - - - + + + + + +',
  activeGroupKeepsOffsets: '- + + + + + + + + +',
  rebalancingGroupKeepsOffsets: '+ - + + + + + + + +',
  deposedCoordinatorIsSilent: '+ + + + + - - + + +',
  listOffsetsWaitsForEpochStart: '- + + + + + + + + +',
  clientMutesPartition: '+ + + + + + + + + +',
  olderClaimsCount: '+ + + + + + + + + +',
  commitsByAssignmentEpoch: '- - - - - - - + + +',
  returnedPartitionStaysOwned: '- - - - + + + + + +',
  autoCommitsReturnedOnly: '- - - - - + + - - -',
  autoCommitRevokesInPoll: '- - - - - + + + + +',
  revocationWaitsForPoll: '- - - - - - - + + +',
  revocationPausesFetching: '+ + + + + + + + + +',
  retainedBatches: '1 5 5 5 5 5 5 5 5 5',
  rejoiningReturnsNothing: '+ + - - - - - - - -',
  generationFencing: '+ + + + + + + + + +',
  sequenceDeduplication: '+ + + + + + + + + +',
  producerEpochFencing: '+ + + + + + + + + +',
  lastStableOffset: '+ + + + + + + + + +',
  followerTruncates: '+ + + + + + + + + +',
  offsetsWaitForMarker: '+ + + + + + + + + +',
};

/** Where the patches of a line differ, and the lines between the versions above: the last without, the first with. */
const PATCHES: readonly (readonly [keyof Protocol, without: string, withIt: string])[] = [
  ['isrExpandWaitsForEpochStart', '2.0.0', '2.0.1'],
  ['isrExpandWaitsForEpochStart', '1.1', '2.1.0'],
  ['registrationFencesOldIncarnation', '3.2', '3.3.0'],
  ['alterPartitionChecksBrokerEpoch', '3.4', '3.5.0'],
  ['highWatermarkWaitsForMinIsr', '3.6.2', '3.7.0'],
  ['eligibleLeaderReplicas', '4.0.2', '4.1.0'],
  ['newDirectoryKeepsEligible', '4.2.2', '4.3.0'],
  ['consumerValidatesEpoch', '2.2', '2.3.0'],
  ['clientBumpsEpoch', '2.4.1', '2.5.0'],
  ['unknownProducerStartsAtZero', '2.5.0', '2.4.1'],
  ['emptyPartitionStartsAtZero', '2.5.0', '2.4.1'],
  ['emptyPartitionStartsAtZero', '4.4.0', '4.5.0'],
  ['emptyPartitionStartsAtZero', '4.2.2', '4.5'],
  ['transactionStartsAtZero', '4.0.2', '4.1.0'],
  ['transactionTimeoutBumpsEpoch', '0.11.0.1', '0.11.0.2'],
  ['transactionTimeoutBumpsEpoch', '0.11.0.0', '1.0.0'],
  ['transactionVerification', '3.5.2', '3.6.0'],
  ['offsetsAppliedBeforeAnswer', '0.11.0.3', '0.11.0.2'],
  ['offsetsAppliedBeforeAnswer', '1.0.2', '1.0.1'],
  ['offsetsAppliedBeforeAnswer', '1.1.1', '1.1.0'],
  ['offsetsAppliedBeforeAnswer', '2.0.0', '1.1.0'],
  ['offsetsAppliedBeforeAnswer', '3.8', '3.9.1'],
  ['offsetsAppliedBeforeAnswer', '3.9.0', '3.9.1'],
  ['expiredBufferStaysTaken', '2.8.0', '2.7'],
  ['expiredBufferStaysTaken', '3.9.1', '3.9.2'],
  ['expiredBufferStaysTaken', '4.0.1', '4.0.2'],
  ['expiredBufferStaysTaken', '4.1.1', '4.1.2'],
  ['expiredBufferStaysTaken', '4.1.0', '4.2.0'],
  ['producerStateOutlivesRecords', '2.3', '2.4.0'],
  ['lateMarkersRefused', '4.1.2', '4.2.0'],
  ['transactionalOffsetsVerified', '3.6.2', '3.7.0'],
  ['activeGroupKeepsOffsets', '2.0', '2.1.0'],
  ['rebalancingGroupKeepsOffsets', '2.4.0', '2.3'],
  ['rebalancingGroupKeepsOffsets', '2.8.1', '2.8.2'],
  ['rebalancingGroupKeepsOffsets', '3.0.0', '3.0.1'],
  ['rebalancingGroupKeepsOffsets', '3.1.0', '3.1.1'],
  ['rebalancingGroupKeepsOffsets', '2.7', '3.2.0'],
  ['deposedCoordinatorIsSilent', '4.0.0', '3.9'],
  ['deposedCoordinatorIsSilent', '4.1.2', '4.2'],
  ['deposedCoordinatorIsSilent', '4.2.1', '4.2.2'],
  ['deposedCoordinatorIsSilent', '4.3.0', '4.3.1'],
  ['deposedCoordinatorIsSilent', '4.2.0', '4.4.0'],
  ['listOffsetsWaitsForEpochStart', '2.1', '2.2.0'],
  ['olderClaimsCount', '2.8.1', '2.8.0'],
  ['olderClaimsCount', '3.4.0', '3.4.1'],
  ['olderClaimsCount', '3.0', '3.5.0'],
  ['commitsByAssignmentEpoch', '4.2.1', '4.3.0'],
  ['returnedPartitionStaysOwned', '3.7', '3.8.0'],
  ['autoCommitsReturnedOnly', '3.9', '4.0.0'],
  ['autoCommitsReturnedOnly', '4.2.0', '4.1.2'],
  ['autoCommitRevokesInPoll', '3.9', '4.0.0'],
  ['revocationPausesFetching', '3.2.1', '3.2.0'],
  ['revocationPausesFetching', '3.2.2', '3.2.3'],
  ['revocationPausesFetching', '3.2.1', '3.3.0'],
];

const written = (value: Protocol[keyof Protocol]): string =>
  typeof value === 'boolean' ? (value ? '+' : '-') : String(value);

const of = (kafka: string, clients = kafka): Protocol => setupOf({ kafka, clients }).protocol;

describe('every switch of the protocol', () => {
  it.each(Object.entries(VALUES))('%s is %s', (name, values) => {
    const found = VERSIONS.map((version) => written(of(version)[name as keyof Protocol]));
    expect(found.join(' ')).toBe(values);
  });

  it.each(PATCHES)('%s is off in %s and on in %s', (name, without, withIt) => {
    expect([of(without)[name], of(withIt)[name]]).toEqual([false, true]);
  });

  it.each([
    ['0.11.0.0', 'kip-101'],
    ['1.1', 'kip-101'],
    ['2.0', 'kip-279'],
    ['2.1.0', 'kip-320'],
  ])('truncation of %s is %s', (kafka, value) => expect(of(kafka).truncation).toBe(value));

  it('retainedBatches is 1 before 1.0 and 5 since', () => {
    expect([of('0.11.0.3').retainedBatches, of('1.0.0').retainedBatches]).toEqual([1, 5]);
  });
});

describe('of brokers and clients of two versions, a switch', () => {
  const BROKER = ['truncation', 'highWatermarkWaitsForMinIsr', 'eligibleLeaderReplicas', 'transactionVerification'];
  const MORE = ['unknownProducerStartsAtZero', 'emptyPartitionStartsAtZero', 'deposedCoordinatorIsSilent'];
  const BROKERS = [
    ...BROKER,
    ...MORE,
    'returnedPartitionStaysOwned',
    'commitsByAssignmentEpoch',
    'offsetsAppliedBeforeAnswer',
  ] as const;

  it.each(BROKERS)('%s is that of the brokers', (name) => {
    const switchName = name as keyof Protocol;
    for (const [kafka, clients] of [
      ['4.3', '2.4'],
      ['4.1', '3.5'],
      ['3.5', '4.5'],
      ['2.4', '3.9'],
    ]) {
      expect(of(kafka, clients)[switchName]).toBe(of(kafka)[switchName]);
    }
  });

  it.each([
    'clientBumpsEpoch',
    'expiredBufferStaysTaken',
    'olderClaimsCount',
    'autoCommitsReturnedOnly',
    'autoCommitRevokesInPoll',
    'revocationPausesFetching',
  ] as const)('%s is that of the clients', (name) => {
    for (const [kafka, clients] of [
      ['4.3', '2.4'],
      ['4.1', '3.4.0'],
      ['3.5', '4.5'],
      ['2.4', '3.9.1'],
    ]) {
      expect(of(kafka, clients)[name]).toBe(of(clients)[name]);
    }
  });

  it.each([
    ['4.3', '3.9', 1],
    ['3.9', '4.3', 1],
    ['4.0', '4.3', 2],
    ['4.3', '4.0', 2],
  ])('transactionVersion of brokers %s and clients %s is %i, and what follows it', (kafka, clients, version) => {
    expect(of(kafka, clients)).toMatchObject({
      transactionVersion: version,
      expiryDuringAbortBumpsEpoch: version === 2,
    });
  });

  it('transactionStartsAtZero needs brokers of 4.1 and transactions of version 2', () => {
    const values = [of('4.3', '3.9'), of('4.0', '4.3'), of('4.1', '4.0')].map(
      ({ transactionStartsAtZero }) => transactionStartsAtZero,
    );
    expect(values).toEqual([false, false, true]);
  });

  it.each(['transactionalOffsetsFencedByGeneration', 'offsetFetchRequiresStable'] as const)('%s needs both', (name) => {
    expect([of('2.4', '3.9')[name], of('3.9', '2.4')[name], of('2.5', '2.5')[name]]).toEqual([false, false, true]);
  });

  it('clientBumpsEpoch is the client’s alone, but for a transactional producer, whose new epoch the broker gives', () => {
    const bumps = (kafka: string, clients: string, id: string | null) =>
      setupOf({ kafka, clients, producer: { 'enable.idempotence': true, 'transactional.id': id } }).protocol
        .clientBumpsEpoch;
    expect([bumps('2.4', '3.9', null), bumps('2.4', '3.9', 'x')]).toEqual([true, false]);
    expect([bumps('3.9', '2.5', 'x'), bumps('3.9', '2.4', 'x')]).toEqual([true, false]);
  });

  it('consumerValidatesEpoch is believed by clients since 2.4 from brokers since 2.4 only', () => {
    const validates = (kafka: string, clients: string) => of(kafka, clients).consumerValidatesEpoch;
    expect([
      validates('2.3', '2.3'),
      validates('2.3', '2.4'),
      validates('2.4', '2.3'),
      validates('2.4', '2.4'),
    ]).toEqual([true, false, true, true]);
  });
});
