import { partitionWorkerOf } from './partition-worker-of.ts';
import type { Pool } from './pool.ts';
import type { Answer, WorkerSpecification } from './tasks.ts';

/**
 * Workers without threads: each is done with a task before the next begins.
 *
 * @param order in which of the possible orders.
 */
export function sequentialPool(
  specifications: readonly WorkerSpecification[],
  order: (workers: readonly number[]) => readonly number[] = (workers) => workers,
): Pool {
  const workers = specifications.map((worker) => partitionWorkerOf(worker));
  return {
    isReady: true,
    ask: async (task) => {
      const answers = workers.map((): Answer => ({}));
      for (const index of order([...workers.keys()])) answers[index] = workers[index].do(task);
      return answers;
    },
    askOne: async (place, task) => workers[place].do(task),
    end: async () => {},
  };
}
