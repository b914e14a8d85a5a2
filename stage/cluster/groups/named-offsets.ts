import { NO_OFFSET } from '../../../model/broker/group-offsets.ts';
import { range } from '../../../model/sets.ts';
import type { Cluster } from '../cluster.ts';
import { partitionOf, topicNamed } from '../topic-named.ts';

/** Topics and partitions as OffsetCommit and TxnOffsetCommit name them. */
type Named = readonly {
  readonly name: string;
  readonly partitions: readonly { readonly partitionIndex: number; readonly committedOffset: number }[];
}[];

/**
 * The offsets by the machine's partitions, -1 for none; what is not there is left out. A coordinator takes any offset, and hands it out
 * again (seen on 4.1.2 with -1 and -2, after 5): one below zero is none for whoever asks, and what was there is gone. So kafkajs begins anew where its own was out of range
 * (`consumer/offsetManager/index.js`, `setDefaultOffset`: -2 or -1), or after a seek to the beginning.
 */
export function namedOffsets(cluster: Cluster, topics: Named): readonly number[] {
  const offsets = new Map(
    topics.flatMap(({ name, partitions }) => {
      const topic = topicNamed(cluster, name, '');
      return partitions.map(({ partitionIndex, committedOffset }) => {
        return [partitionOf(topic, partitionIndex), committedOffset < 0 ? NO_OFFSET : committedOffset] as const;
      });
    }),
  );
  return range(cluster.world.partitions).map((partition) => offsets.get(partition) ?? -1);
}

/** The answer to either: the same code for every partition that is there. */
export const offsetAnswers = (cluster: Cluster, topics: Named, code: number, unknown: number) =>
  topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex }) => ({
      partitionIndex,
      errorCode: code === 0 && partitionOf(topicNamed(cluster, name, ''), partitionIndex) < 0 ? unknown : code,
    })),
  }));
