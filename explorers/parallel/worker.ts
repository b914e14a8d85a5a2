import { parentPort, workerData } from 'node:worker_threads';
import { withTrial } from '../../properties/recipe.ts';
import { Share } from './share.ts';
import type { Answer, Beginning, Task } from './tasks.ts';

/** The program of a worker thread: its share of a search, one task after another. */
const beginning = workerData as Beginning;
const work = withTrial(beginning.recipe, (trial): ((task: Task) => Answer) => {
  const share = new Share(trial, beginning);
  return (task) => share.do(task);
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.on('message', (task: Task) => parentPort?.postMessage(work(task)));
