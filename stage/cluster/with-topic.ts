import { withPartitions } from '../../model/ports/open-world.ts';
import type { Cluster } from './cluster.ts';
import type { Topic } from './topic.ts';

/** The cluster with another topic, whose partitions are empty. @throws {RangeError} when it takes too many partitions. */
export function withTopic(cluster: Cluster, name: string, partitions: number): Cluster {
  const { world, state } = withPartitions({ world: cluster.world, state: cluster.machine }, partitions);
  const topic: Topic = { name, id: topicId(cluster.topics.length), first: cluster.world.partitions, partitions };
  return { ...cluster, world, machine: state, topics: [...cluster.topics, topic] };
}

/** Sixteen bytes in base64url: what numbers the topics. */
function topicId(ordinal: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(ordinal + 1, 12);
  bytes.writeUInt8(0x40, 6);
  return bytes.toString('base64url');
}
