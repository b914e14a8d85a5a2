import type { Member, Polled } from '../consumer/client/member.ts';
import { has, replaceAt, type SmallSet } from '../sets.ts';
import { keyOf, type World } from '../world.ts';

/** A pool of workers: whose turn it is, and what they have finished before something older. */

/** What a member's workers have of what was handed over to them, and how far they have come. */
export type Handed = Pick<Member, 'worker' | 'finished'>;

/**
 * The records that the workers are at, oldest first: as many as there are workers. With `order: key` a record waits for
 * those of its key that are before it.
 */
export function atWork(world: World, queue: readonly Polled[]): readonly Polled[] {
  if (!world.keyed) return queue.length > world.workers ? queue.slice(0, world.workers) : queue;
  const first = queue.filter(
    (record, index) => !queue.slice(0, index).some((before) => haveOneKey(world, record, before)),
  );
  return first.slice(0, world.workers);
}

/** A worker is done with a record, or nobody works on it any more. */
export function withFinished(world: World, handed: Handed, record: Polled): Handed {
  const worker = handed.worker.filter((other) => other !== record);
  if (world.workers === 1) return { ...handed, worker };
  const { partition, offset } = record;
  const older = worker.some((other) => other.partition === partition && other.offset < offset);
  const reached = Math.max(handed.finished[partition], older ? offset + 1 : -1);
  const waits = worker.some((other) => other.partition === partition && other.offset < reached);
  return { worker, finished: replaceAt(handed.finished, partition, waits ? reached : -1) };
}

/** Of these partitions the workers have nothing more. */
export const withoutPartitions = ({ worker, finished }: Handed, partitions: SmallSet): Handed => ({
  worker: worker.filter(({ partition }) => !has(partitions, partition)),
  finished: finished.map((offset, partition) => (has(partitions, partition) ? -1 : offset)),
});

/**
 * The offset that the application commits of the partition now that a worker is done with a record of it: behind which
 * they have finished everything, or the highest that they have finished.
 */
export function finishedTo(world: World, before: Handed, { worker }: Handed, { partition, offset }: Polled): number {
  if (world.workers === 1) return offset + 1;
  const oldest = worker.find((other) => other.partition === partition);
  const reached = Math.max(offset + 1, before.finished[partition]);
  return oldest === undefined || world.coversHighest ? reached : Math.min(reached, oldest.offset);
}

const haveOneKey = (world: World, one: Polled, other: Polled): boolean =>
  one.partition === other.partition && keyOf(world, one.value) === keyOf(world, other.value);
