import type { Connection } from '../connection.ts';
import { errorName } from '../error-codes.ts';
import { metadataApi } from '../messages/metadata.ts';

const VERSION = 12;

export interface PartitionMetadata {
  readonly error: string;
  /** -1 where there is none, or none that is alive. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly replicas: readonly number[];
}

export interface TopicMetadata {
  readonly error: string;
  /** In base64url. */
  readonly id: string;
  /** By number. */
  readonly partitions: readonly PartitionMetadata[];
}

export interface ClusterMetadata {
  /** The cluster's own id. */
  readonly clusterId: string | null;
  /** Those that are not fenced, as this broker knows it. */
  readonly brokers: readonly { readonly id: number; readonly host: string; readonly port: number }[];
  readonly topics: ReadonlyMap<string, TopicMetadata>;
}

/**
 * What a broker knows of these topics, or of all of them: its own image of the controller's decisions, which may be an
 * older one than another broker's.
 */
export async function metadata(connection: Connection, topics: readonly string[] | null): Promise<ClusterMetadata> {
  const body = { topics: topics?.map((name) => ({ name })) ?? null, allowAutoTopicCreation: false };
  const answer = await connection.call(metadataApi, VERSION, body);
  return {
    clusterId: answer.clusterId,
    brokers: answer.brokers.map(({ nodeId, host, port }) => ({ id: nodeId, host, port })),
    topics: new Map(
      answer.topics.map(({ name, errorCode, topicId, partitions }) => [
        name ?? '',
        {
          error: errorName(errorCode),
          id: topicId,
          partitions: partitions
            .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
            .map((partition) => ({
              error: errorName(partition.errorCode),
              leader: partition.leaderId,
              leaderEpoch: partition.leaderEpoch,
              isr: partition.isrNodes,
              replicas: partition.replicaNodes,
            })),
        },
      ]),
    ),
  };
}
