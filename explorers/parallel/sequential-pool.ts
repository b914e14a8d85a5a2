import { withTrial } from '../trial-specification.ts';
import type { Crew } from './pool.ts';
import { shareOf } from './partition-worker.ts';
import type { Answer, Recruit, Task } from './tasks.ts';

/**
 * Workers without threads: each is done with a task before the next begins.
 *
 * @param order in which of the possible orders.
 */
export function inTurn(
  recruits: readonly Recruit[],
  order: (workers: readonly number[]) => readonly number[] = (workers) => workers,
): Crew {
  const workers = recruits.map((recruit) =>
    withTrial(recruit.recipe, (trial): { do(task: Task): Answer } => shareOf(trial, recruit)),
  );
  return {
    isReady: true,
    ask: async (task) => {
      const answers = workers.map((): Answer => ({}));
      for (const index of order([...workers.keys()])) answers[index] = workers[index].do(task);
      return answers;
    },
    tell: async (place, task) => workers[place].do(task),
    dismiss: async () => {},
  };
}
