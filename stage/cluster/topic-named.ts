import type { Cluster } from './cluster.ts';
import type { Topic } from './topic.ts';

/** The topic of a request, which names it, or from some version on says its id. */
export const topicNamed = ({ topics }: Cluster, name: string | null, id: string): Topic | undefined =>
  topics.find((topic) => (name ? topic.name === name : topic.id === id));

/** The machine's number of a partition, -1 where there is no such thing. */
export const partitionOf = (topic: Topic | undefined, index: number): number =>
  topic === undefined || index < 0 || index >= topic.partitions ? -1 : topic.first + index;
