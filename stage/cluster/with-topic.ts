import { withPartitions } from '../../model/ports/open-world.ts';
import type { Cluster } from './cluster.ts';
import type { Topic } from './topic.ts';

/** The cluster with another topic, whose partitions are empty. @throws {RangeError} when it takes too many partitions. */
export function withTopic(cluster: Cluster, name: string, partitions: number): Cluster {
  const { world, state } = withPartitions({ world: cluster.world, state: cluster.machine }, partitions);
  const topic: Topic = { name, id: topicId(cluster.world.partitions), first: cluster.world.partitions, partitions };
  return { ...cluster, world, machine: state, topics: [...cluster.topics, topic] };
}

/** Sixteen bytes in base64url, of the topic's first partition: no two topics have it in common, also where one is deleted. */
function topicId(first: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(first + 1, 12);
  bytes.writeUInt8(0x40, 6);
  return bytes.toString('base64url');
}
