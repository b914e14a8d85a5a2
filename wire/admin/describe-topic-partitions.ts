import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { describeTopicPartitionsApi } from '../messages/describe-topic-partitions.ts';

const VERSION = 0;

export interface PartitionDescription {
  /** -1 where there is none, or none that is alive. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  /** Eligible leader replicas (KIP-966). */
  readonly eligible: readonly number[];
  /** What KIP-966 keeps for an unclean election: while nobody leads, the last leader. */
  readonly lastKnown: readonly number[];
}

/**
 * A topic's partitions, by number, as a broker knows them; unlike `metadata` with eligible leader replicas. Brokers
 * before KIP-966 do not know this request, and hang up.
 *
 * @throws {BrokerError} UNKNOWN_TOPIC_OR_PARTITION …
 */
export async function describeTopicPartitions(
  connection: Connection,
  topic: string,
): Promise<readonly PartitionDescription[]> {
  const { topics } = await connection.call(describeTopicPartitionsApi, VERSION, { topics: [{ name: topic }] });
  const [{ errorCode, partitions }] = topics;
  expectSuccess(`describe topic ${topic}`, errorCode);
  return partitions
    .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
    .map((partition) => ({
      leader: partition.leaderId,
      leaderEpoch: partition.leaderEpoch,
      isr: partition.isrNodes,
      eligible: partition.eligibleLeaderReplicas ?? [],
      lastKnown: partition.lastKnownElr ?? [],
    }));
}
