import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError } from '../../setups/input-error.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import { bundledThread } from './bundled-thread.ts';
import type { Program } from './program.ts';
import type { Order, Question, Reply } from './thread-program.ts';
import type { TrialFacts } from './trial-facts.ts';

/** A run takes some milliseconds. One that takes so long does not end: the user's program has the thread. */
const RUN_REAL_MS_MAX = 120_000;

/** The thread's program lies beside this file, compiled; from the sources, as in tests, it is made of them. */
const started = async (workerData: Program): Promise<Worker> =>
  import.meta.url.endsWith('.js')
    ? new Worker(new URL('./thread-program.js', import.meta.url), { workerData })
    : new Worker(await bundledThread(), { eval: true, workerData });

/** A thread in which a program is run: nothing of whoever asks for it is touched. */
export class StageThread {
  #program: Program;
  #worker: Promise<Worker> | undefined;
  /** The answer to the question before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(program: Program) {
    this.#program = program;
  }

  /** @throws {InputError} on a file that exports no trial, or cannot be loaded. */
  async trial(): Promise<TrialFacts> {
    const reply = await this.ask('trial');
    if ('trial' in reply) return reply.trial;
    throw new Error('a thread has not said what its trial is');
  }

  /** @throws {InputError} when the program reaches outside undeclared, or does not end. */
  async run(job: RunJob): Promise<RunResult> {
    const reply = await this.ask(job);
    if ('result' in reply) return reply.result;
    throw new Error('a thread has not said what its run came to');
  }

  /** From now on it runs this program. The thread stays, and with it what it has loaded and compiled of the stage. */
  takes(program: Program): void {
    this.#program = program;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    void this.#worker?.then((worker) => worker.postMessage({ program } satisfies Order));
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await (await worker)?.terminate();
  }

  /** One question after the other. */
  private async ask(question: Question): Promise<Reply> {
    const answered = this.#last.then(() => this.asked(question));
    this.#last = answered.catch(() => {});
    const reply = await answered;
    if ('refused' in reply) throw new InputError(...reply.refused);
    if ('failed' in reply) throw new Error(reply.failed);
    return reply;
  }

  private async asked(question: Question): Promise<Reply> {
    const worker = await (this.#worker ??= started(this.#program));
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(watch);
        for (const [event, listener] of listeners) worker.off(event, listener);
        act();
      };
      const listeners: readonly (readonly [string, (...given: unknown[]) => void])[] = [
        ['message', (reply) => settle(() => resolve(reply as Reply))],
        ['error', (error) => settle(() => this.lost(error as Error, reject))],
        [
          'exit',
          (code) => settle(() => this.lost(new Error(`a thread of the stage ended with ${String(code)}`), reject)),
        ],
      ];
      const watch = setTimeout(() => {
        const reason = `a run has not ended in ${RUN_REAL_MS_MAX / 1000} s: something in it goes round and round`;
        const error = new InputError(
          basename(this.#program.file),
          reason,
          'wait for something between two rounds of a loop',
        );
        settle(() => void this.close().then(() => reject(error)));
      }, RUN_REAL_MS_MAX);
      for (const [event, listener] of listeners) worker.on(event, listener);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(question);
    });
  }

  private lost(error: Error, reject: (error: Error) => void): void {
    this.#worker = undefined;
    reject(error);
  }
}
