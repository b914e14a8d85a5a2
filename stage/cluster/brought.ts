import type { Cluster } from './cluster.ts';
import { withPause } from './pause.ts';

/** Records of these partitions are on their way to somebody: they have come, and where there are pauses, one begins. */
export function withBrought(cluster: Cluster, partitions: readonly number[]): Cluster {
  const { pause, unseen } = cluster;
  const isPaused = pause !== undefined && partitions.some((partition) => pause.partitions.has(partition));
  const isSeen = unseen !== undefined && partitions.some((partition) => unseen.has(partition));
  const after = isPaused ? withPause(cluster) : cluster;
  return isSeen ? { ...after, unseen: new Set([...unseen].filter((one) => !partitions.includes(one))) } : after;
}
