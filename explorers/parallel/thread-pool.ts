import { AskedThread } from './asked-thread.ts';
import { type Pool, WorkerLostError } from './pool.ts';
import type { Answer, Task, WorkerSpecification } from './tasks.ts';

/** The program of a worker, compiled: it lies beside this file. */
const program = new URL('./worker.js', import.meta.url);

/** Workers in threads of their own. */
export function threadPool(workers: readonly WorkerSpecification[]): Pool {
  const threads = workers.map(threadOf);
  return {
    // The first message answers no task: it says that the thread has come up.
    get isReady() {
      return threads.every((thread) => thread.hasComeUp);
    },
    ask: (task) => Promise.all(threads.map((thread) => thread.ask(task))),
    askOne: (place, task) => threads[place].ask(task),
    end: async () => {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

function threadOf(specification: WorkerSpecification): AskedThread<Task, Answer> {
  const { index, workers, heapMax } = specification;
  const lostBy = (how: string): WorkerLostError => new WorkerLostError(index + 1, workers, how);
  return new AskedThread(program, { data: specification, heapMax, lostBy });
}
