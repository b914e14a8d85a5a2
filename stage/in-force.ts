import type { Commit } from './ledger.ts';
import { topicPartition } from './topic-partition.ts';

/** The commits that are in force in a partition, `orders/0`: the last of each group, by group. */
export const inForce = (commits: readonly Commit[], place: string): ReadonlyMap<string, Commit> =>
  new Map(commits.filter((one) => topicPartition(one) === place).map((one) => [one.group, one]));
