import { AskedThread } from '../../explorers/parallel/asked-thread.ts';
import type { JobResult } from '../jobs/job-result.ts';
import type { JobInput } from '../jobs/run-job.ts';
import { UnfinishedJob } from '../jobs/unfinished-job.ts';
import type { Doing } from './work.ts';

/** What a thread is asked. */
export interface JobTask {
  readonly input: JobInput;
  /** Bytes that a search may take. */
  readonly memory?: number;
}

/** What it answers. */
export type JobAnswer = { readonly result: JobResult } | { readonly unfinished: string };

/** The program of a thread, compiled: it lies beside this file. */
const program = new URL('./job-thread-program.js', import.meta.url);

/**
 * Threads that do jobs: the calling one stays free for timers, signals and what it has to tell a queue. Each is kept for
 * the next job, for what it has compiled by then.
 */
export class JobThreads {
  readonly #idle: JobThread[] = [];
  readonly #all: JobThread[] = [];
  readonly #memory: number | undefined;
  #ended = false;

  constructor(memory: number | undefined) {
    this.#memory = memory;
  }

  readonly run: Doing = async (input) => {
    if (this.#ended) throw new UnfinishedJob('it was interrupted');
    const thread = this.#idle.pop() ?? new JobThread();
    if (!this.#all.includes(thread)) this.#all.push(thread);
    const result = await thread.do({ input, memory: this.#memory }).finally(() => {
      if (thread.isAlive) this.#idle.push(thread);
    });
    return result;
  };

  /** Ends them, whatever they are at: their jobs are unfinished then. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all(this.#all.map((thread) => thread.end()));
  }
}

class JobThread {
  readonly #thread = new AskedThread<JobTask, JobAnswer>(program, {
    lostBy: (how) =>
      new UnfinishedJob(how === 'ended' ? 'it was interrupted' : 'this machine has too little memory for it'),
  });

  get isAlive(): boolean {
    return !this.#thread.isLost;
  }

  async do(task: JobTask): Promise<JobResult> {
    const answer = await this.#thread.ask(task);
    if ('unfinished' in answer) throw new UnfinishedJob(answer.unfinished);
    return answer.result;
  }

  end(): Promise<void> {
    return this.#thread.end();
  }
}
