import { INT_MAX, LONG_MAX } from './kinds.ts';
import type { Protocol } from '../model/protocol.ts';
import { isSince, type Release } from './release.ts';
import type { ConsumerConfig, ProducerConfig } from '../model/setup.ts';

/** Kafka's defaults in one version, before its own rules about conflicts are applied. */
export interface KafkaDefaults {
  readonly producer: Omit<ProducerConfig, 'transactional.id'>;
  readonly consumer: ConsumerConfig;
  readonly topic: {
    readonly partitions: number;
    readonly 'replication.factor': number;
    readonly 'min.insync.replicas': number;
    readonly 'flush.messages': number;
  };
  readonly broker: {
    readonly 'unclean.leader.election.enable': boolean;
    readonly 'eligible.leader.replicas.version': 0 | 1;
  };
}

/**
 * Whether `ProducerConfig` itself holds the rules of idempotence, and has it on by default.
 *
 * KIP-679 announced it for 3.0, but KAFKA-13598 kept the default from being applied in 3.0.0 and 3.1.0; those two go by the
 * rules of 2.8.
 */
export const idempotentByDefault = (release: Release): boolean =>
  isSince(release, '3.0.1') && !(isSince(release, '3.1.0') && !isSince(release, '3.1.1'));

/** The most requests that an idempotent producer may have in flight: 1 in 0.11, 5 since KAFKA-5494 (1.0). */
export const idempotentInFlightMax = (release: Release): number => (isSince(release, '1.0') ? 5 : 1);

/** The defaults of Apache Kafka and its Java client in one version, as its source at the release tag has them. */
export function kafkaDefaults(release: Release): KafkaDefaults {
  return {
    producer: {
      acks: isSince(release, '3.0') ? 'all' : '1', // KIP-679
      'enable.idempotence': idempotentByDefault(release),
      retries: isSince(release, '2.1') ? INT_MAX : 0, // KIP-91
      'max.in.flight.requests.per.connection': 5,
    },
    consumer: {
      'isolation.level': 'read_uncommitted',
      'enable.auto.commit': true,
      'auto.offset.reset': 'latest',
      'max.poll.records': 500,
      'group.protocol': 'classic',
      // From 3.0 the default lists cooperative-sticky, but behind range: the group still rebalances eagerly.
      'partition.assignment.strategy': 'eager',
    },
    topic: { partitions: 1, 'replication.factor': 1, 'min.insync.replicas': 1, 'flush.messages': LONG_MAX },
    broker: {
      'unclean.leader.election.enable': false, // KIP-106, 0.11
      'eligible.leader.replicas.version': isSince(release, '4.1') ? 1 : 0, // KIP-966, on for new clusters
    },
  };
}

/** The protocol as one version has it; each switch from the version that its comment in `protocol.ts` names. */
export function kafkaProtocol(release: Release): Protocol {
  return {
    truncation: truncation(release),
    isrExpandWaitsForEpochStart: isSince(release, '2.0.1'),
    highWatermarkWaitsForMinIsr: isSince(release, '3.7'),
    eligibleLeaderReplicas: kafkaDefaults(release).broker['eligible.leader.replicas.version'] === 1,
    registrationFencesOldIncarnation: isSince(release, '3.3'),
    alterPartitionChecksBrokerEpoch: isSince(release, '3.5'),
    consumerValidatesEpoch: isSince(release, '2.3'),
    clientBumpsEpoch: isSince(release, '2.5'),
    // Fixed in 4.5 only, and taken as fixed from 4.0 on; verdicts on 4.0 to 4.4 say so.
    emptyPartitionStartsAtZero: isSince(release, '4.0'),
    transactionTimeoutBumpsEpoch: isSince(release, '0.11.0.2'),
    transactionalOffsetsFencedByGeneration: isSince(release, '2.5'),
    offsetFetchRequiresStable: isSince(release, '2.5'),
    transactionVerification: isSince(release, '3.6'),
    transactionVersion: isSince(release, '4.0') ? 2 : 1,
    expiryDuringAbortBumpsEpoch: isSince(release, '4.0'),
    fetchReadsHighWatermarkOnce: isSince(release, '2.5'),
    offsetsAppliedBeforeAnswer: !isSince(release, '2.0') || isSince(release, '3.9.1'),
    expiredBufferStaysTaken: !isSince(release, '2.8') || isMended(release, '3.9.2', '4.0.2', '4.1.2'),
    // Faults of 4.0 and 4.1, and taken as fixed there: 4.1 stands for the protocol as it is today.
    markerRetryAccepted: true,
    deposedCoordinatorIsSilent: true,
    bumpWaitsForEarlierBatches: false,
    producerStateOutlivesRecords: isSince(release, '2.5'),
    activeGroupKeepsOffsets: isSince(release, '2.1'),
    // Since KAFKA-8730 (2.4) the topics of an active group count.
    rebalancingGroupKeepsOffsets: !isSince(release, '2.4') || isMended(release, '2.8.2', '3.0.1', '3.1.1'),
    listOffsetsWaitsForEpochStart: isSince(release, '2.2'),
    clientMutesPartition: true,
    olderClaimsCount: !isSince(release, '2.8.1') || isSince(release, '3.4.1'),
    returnedPartitionStaysOwned: isSince(release, '3.8'),
    autoCommitsReturnedOnly: isSince(release, '4.0'),
    revocationPausesFetching: !isSince(release, '3.2.1') || isSince(release, '3.2.3'),
    retainedBatches: isSince(release, '1.0') ? 5 : 1,
    generationFencing: true,
    sequenceDeduplication: true,
    producerEpochFencing: true,
    lastStableOffset: true,
    followerTruncates: true,
    offsetsWaitForMarker: true,
  };
}

function truncation(release: Release): Protocol['truncation'] {
  if (isSince(release, '2.1')) return 'kip-320';
  if (isSince(release, '2.0')) return 'kip-279';
  return 'kip-101';
}

/** Whether a release has a fix that went into several branches at once: the patches that brought it, oldest first. */
const isMended = (release: Release, ...patches: readonly string[]): boolean =>
  patches.some((patch, index) => {
    const newer = patches.at(index + 1);
    return isSince(release, patch) && (newer === undefined || !isSince(release, `${newer.replace(/\.\d+$/, '')}.0`));
  });
