import { parentPort, workerData } from 'node:worker_threads';
import { type Recipe, withTrial } from '../trial-specification.ts';
import type { ExhaustiveResult } from '../exhaustive.ts';
import { exhaustiveParallel } from './exhaustive-parallel.ts';
import { inTurn } from './sequential-pool.ts';
import { shareOf } from './partition-worker.ts';
import type { Answer, Recruit, Task } from './tasks.ts';

/** The program of a worker thread: its share of a search, one task after another. */
const recruit = workerData as Recruit;
await rehearse(recruit.recipe);
const share = withTrial(recruit.recipe, (trial): { do(task: Task): Answer } => shareOf(trial, recruit));
parentPort?.on('message', (task: Task) => answer(share.do(task)));
answer({});

function answer(what: Answer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(what);
}

/**
 * Searches a little of the scope for nothing but practice: a thread compiles what it runs often, and may as well do so
 * while another one is still at work alone.
 */
function rehearse(recipe: Recipe): Promise<ExhaustiveResult<unknown>> {
  const options = { workers: 2, muster: inTurn, recruitFrom: 500, parallelFrom: 500, statesMax: 8000 };
  return withTrial(recipe, (trial): Promise<ExhaustiveResult<unknown>> => exhaustiveParallel(trial, recipe, options));
}
