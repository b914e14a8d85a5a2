import { Worker } from 'node:worker_threads';
import { type Pool, WorkerLostError } from './pool.ts';
import type { Answer, Task, WorkerSpecification } from './tasks.ts';

/** The program of a worker, compiled: it lies beside this file. */
const program = new URL('./worker.js', import.meta.url);

/** Workers in threads of their own. */
export function threadPool(workers: readonly WorkerSpecification[]): Pool {
  const threads = workers.map((worker) => new Thread(worker));
  return {
    get isReady() {
      return threads.every((thread) => thread.isReady);
    },
    ask: (task) => Promise.all(threads.map((thread) => thread.ask(task))),
    askOne: (place, task) => threads[place].ask(task),
    end: async () => {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

class Thread {
  /** Whether it has come up. */
  isReady = false;
  private readonly worker: Worker;
  /** How the thread ended, when it did. */
  private lost: Error | null = null;
  private waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | null =
    null;

  constructor(specification: WorkerSpecification) {
    const { index, workers, heapMax } = specification;
    const lostBy = (how: string): WorkerLostError => new WorkerLostError(index + 1, workers, how);
    const resourceLimits = heapMax === Infinity ? {} : { maxOldGenerationSizeMb: Math.ceil(heapMax / 2 ** 20) };
    this.worker = new Worker(program, { workerData: specification, resourceLimits });
    // The first message answers no task: it says that the thread has come up.
    this.worker.on('message', (answer: Answer) => {
      this.isReady = true;
      this.waiting?.resolve(answer);
    });
    this.worker.on('error', (error: NodeJS.ErrnoException) =>
      this.lose(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? lostBy('ran out of memory') : error),
    );
    this.worker.on('exit', () => this.lose(lostBy('ended')));
  }

  ask(task: Task): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.lost !== null) return reject(this.lost);
      this.waiting = { resolve, reject };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.worker.postMessage(task);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private lose(error: Error): void {
    this.lost ??= error;
    // Whoever asks next is told: a search must not go on as if nobody were missing.
    this.isReady = true;
    this.waiting?.reject(this.lost);
  }
}
