import type { Given } from './given.ts';
import type { Key, Value } from './keys.ts';
import type { Protocol } from '../model/protocol.ts';
import { DEFAULT_RELEASE, isSince, nearestRelease, parseRelease, RELEASES, type Release } from './release.ts';
import type { BrokerConfig } from '../model/setup.ts';
import { kafkaDefaults, kafkaProtocol } from './versions.ts';

/** The version of a setup as it was written, with its numbers. */
export interface ResolvedVersion {
  readonly kafka: string;
  readonly release: Release;
}

/** The Kafka version of a setup. An unknown one is reported, and the rest is then judged by the default. */
export function resolveVersion(given: Given): ResolvedVersion {
  const kafka = given.value('', 'kafka') ?? DEFAULT_RELEASE;
  const release = parseRelease(kafka);
  if (release !== undefined) return { kafka, release };
  given.problem(
    given.place('', 'kafka'),
    `kafka cannot be "${kafka}"`,
    `it takes a version from ${RELEASES[0]} to ${RELEASES.at(-1)}, as x.y or x.y.z; did you mean "${nearestRelease(kafka)}"?`,
  );
  return { kafka: DEFAULT_RELEASE, release: parseRelease(DEFAULT_RELEASE) ?? [] };
}

/**
 * The protocol of a setup: the version's, changed by the broker keys that switch a part of it, then by `protocol:`.
 *
 * `eligible.leader.replicas.version` (KIP-966) and `eligibleLeaderReplicas` say the same; so that they agree in the result,
 * the one that is given decides about the other.
 */
export function resolveProtocol(
  given: Given,
  release: Release,
): { readonly protocol: Protocol; readonly elr: BrokerConfig['eligible.leader.replicas.version'] } {
  const base = kafkaProtocol(release);
  const elr = eligibleLeaderReplicas(given, release);
  const ofBroker: Protocol = {
    ...base,
    eligibleLeaderReplicas: elr === 1,
    registrationFencesOldIncarnation: base.registrationFencesOldIncarnation && !usesZooKeeper(given, release),
    // KIP-890 part 1 has a switch for operators whose clients misbehave.
    transactionVerification:
      given.value('broker', 'transaction.partition.verification.enable') ?? base.transactionVerification,
    transactionVersion: transactionVersion(given, release),
  };
  const chosen = <K extends keyof Protocol & Key<'protocol'>>(name: K): Protocol[K] | Value<'protocol', K> =>
    given.value('protocol', name) ?? ofBroker[name];
  const protocol: Protocol = {
    truncation: chosen('truncation'),
    isrExpandWaitsForEpochStart: chosen('isrExpandWaitsForEpochStart'),
    highWatermarkWaitsForMinIsr: chosen('highWatermarkWaitsForMinIsr'),
    eligibleLeaderReplicas: chosen('eligibleLeaderReplicas'),
    registrationFencesOldIncarnation: chosen('registrationFencesOldIncarnation'),
    alterPartitionChecksBrokerEpoch: chosen('alterPartitionChecksBrokerEpoch'),
    consumerValidatesEpoch: chosen('consumerValidatesEpoch'),
    clientBumpsEpoch: chosen('clientBumpsEpoch'),
    emptyPartitionStartsAtZero: chosen('emptyPartitionStartsAtZero'),
    transactionTimeoutBumpsEpoch: chosen('transactionTimeoutBumpsEpoch'),
    transactionalOffsetsFencedByGeneration: chosen('transactionalOffsetsFencedByGeneration'),
    offsetFetchRequiresStable: chosen('offsetFetchRequiresStable'),
    transactionVerification: chosen('transactionVerification'),
    transactionVersion: chosen('transactionVersion'),
    expiryDuringAbortBumpsEpoch: chosen('expiryDuringAbortBumpsEpoch'),
    fetchReadsHighWatermarkOnce: chosen('fetchReadsHighWatermarkOnce'),
    offsetsAppliedBeforeAnswer: chosen('offsetsAppliedBeforeAnswer'),
    expiredBufferStaysTaken: chosen('expiredBufferStaysTaken'),
    markerRetryAccepted: chosen('markerRetryAccepted'),
    bumpWaitsForEarlierBatches: chosen('bumpWaitsForEarlierBatches'),
    producerStateOutlivesRecords: chosen('producerStateOutlivesRecords'),
    activeGroupKeepsOffsets: chosen('activeGroupKeepsOffsets'),
    rebalancingGroupKeepsOffsets: chosen('rebalancingGroupKeepsOffsets'),
    deposedCoordinatorIsSilent: chosen('deposedCoordinatorIsSilent'),
    listOffsetsWaitsForEpochStart: chosen('listOffsetsWaitsForEpochStart'),
    clientMutesPartition: chosen('clientMutesPartition'),
    olderClaimsCount: chosen('olderClaimsCount'),
    returnedPartitionStaysOwned: chosen('returnedPartitionStaysOwned'),
    autoCommitsReturnedOnly: chosen('autoCommitsReturnedOnly'),
    revocationPausesFetching: chosen('revocationPausesFetching'),
    retainedBatches: chosen('retainedBatches'),
    generationFencing: chosen('generationFencing'),
    sequenceDeduplication: chosen('sequenceDeduplication'),
    producerEpochFencing: chosen('producerEpochFencing'),
    lastStableOffset: chosen('lastStableOffset'),
    followerTruncates: chosen('followerTruncates'),
    offsetsWaitForMarker: chosen('offsetsWaitForMarker'),
  };
  return { protocol, elr };
}

function eligibleLeaderReplicas(given: Given, release: Release): 0 | 1 {
  const key = 'eligible.leader.replicas.version';
  const version = given.value('broker', key);
  const ofProtocol = given.value('protocol', 'eligibleLeaderReplicas');
  if (version === 1 && !isSince(release, '4.0')) {
    given.refuse(
      ['broker', 'protocol'],
      given.place('broker', key),
      `broker.${key} cannot be 1 before Kafka 4.0 (KIP-966)`,
      'leave it out, or say kafka: "4.1"',
    );
  }
  if (version !== undefined && ofProtocol !== undefined && (version === 1) !== ofProtocol) {
    given.refuse(
      ['broker', 'protocol'],
      given.place('protocol', 'eligibleLeaderReplicas'),
      `protocol.eligibleLeaderReplicas is ${ofProtocol}, but broker.${key} is ${version}`,
      'leave one of them out',
    );
  }
  if (ofProtocol !== undefined) return ofProtocol ? 1 : 0;
  return version ?? kafkaDefaults(release).broker[key];
}

/** A feature level of the cluster: 0 and 1 are the transactions of before 4.0 (KIP-890 part 2). */
function transactionVersion(given: Given, release: Release): 1 | 2 {
  const level = given.value('broker', 'transaction.version');
  if (level === undefined) return kafkaProtocol(release).transactionVersion;
  if (level === 2 && !isSince(release, '4.0')) {
    given.refuse(
      ['broker', 'protocol'],
      given.place('broker', 'transaction.version'),
      'broker.transaction.version cannot be 2 before Kafka 4.0 (KIP-890)',
      'leave it out, or say kafka: "4.1"',
    );
  }
  return level === 2 ? 2 : 1;
}

/** A cluster of 3.3 to 3.9 may still run on ZooKeeper; then it lacks what KRaft brought. */
function usesZooKeeper(given: Given, release: Release): boolean {
  if (!isSince(release, '3.3') || isSince(release, '4.0')) return false;
  const uses = given.heed('broker', 'zookeeper.connect');
  if (uses) given.note('zookeeper.connect is set: brokers register with ZooKeeper, as before KRaft');
  return uses;
}
