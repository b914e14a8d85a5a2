import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError } from '../../setups/input-error.ts';
import { CutOffError } from '../cut-off-error.ts';
import type { SourceLine } from '../decision-point.ts';
import { RunAborted } from '../run-aborted.ts';
import type { CutOff, RunJob, RunResult } from '../run-result.ts';
import { atWork } from './at-work.ts';
import { bundledThread } from './bundled-thread.ts';
import type { Program } from '../process/bundle/program.ts';
import { placeOf, UserLines } from '../process/source/user-line.ts';
import { type KnownLoops, looksForEndless } from './endless.ts';
import {
  endlessExcess,
  type Excess,
  heapExcess,
  heapLimits,
  RUN_LIMITS,
  type RunLimits,
  watched,
} from './run-limits.ts';
import type { Order, Question, Reply, ThreadData } from './thread-program.ts';
import type { TrialFacts } from './trial-facts.ts';

/** The thread's program lies beside this file, compiled; from the sources, as in tests, it is made of them. */
async function started(workerData: ThreadData, limits: RunLimits, name: string): Promise<Worker> {
  const options = { workerData, resourceLimits: heapLimits(limits), name };
  return import.meta.url.endsWith('.js')
    ? new Worker(new URL('./thread-program.js', import.meta.url), options)
    : new Worker(await bundledThread(), { ...options, eval: true });
}

let threads = 0;

/** By which a thread is told from others. */
function newName(): string {
  threads += 1;
  return `stage ${threads}`;
}

/** A thread in which a program is run: nothing of whoever asks for it is touched. */
export class StageThread {
  #program: Program;
  #worker: Promise<Worker> | undefined;
  /** The answer to the question before. */
  #last: Promise<unknown> = Promise.resolve();
  /** Gives up the question that is being answered. */
  #giveUp: (error: Error) => void = () => {};
  readonly #limits: RunLimits;
  readonly #name = newName();
  readonly #pulse = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #loops: KnownLoops;

  /** @param loops is the same of all threads of a program. */
  constructor(program: Program, limits = RUN_LIMITS, loops: KnownLoops = { isKnown: false }) {
    this.#program = program;
    this.#limits = limits;
    this.#loops = loops;
  }

  /** @throws {InputError} on a file that exports no trial, or cannot be loaded. */
  async trial(): Promise<TrialFacts> {
    const reply = await this.ask('trial');
    if ('trial' in reply) return reply.trial;
    throw new Error('a thread has not said what its trial is');
  }

  /** @throws {InputError} when the program reaches outside undeclared, or takes more than a run may (`CutOffError`). @throws {RunAborted} */
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

  /** Ends the run that is under way, if it does not end by itself. Others may be asked for afterwards. */
  abort(): void {
    const giveUp = this.#giveUp;
    setTimeout(() => giveUp(new RunAborted()), this.#limits.abortMs).unref();
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
    const worker = await (this.#worker ??= started(
      { program: this.#program, pulse: this.#pulse },
      this.#limits,
      this.#name,
    ));
    return new Promise((resolve, reject) => {
      let isSettled = false;
      const settle = (act: () => void): void => {
        if (isSettled) return;
        isSettled = true;
        endWatch();
        endLooks();
        for (const [event, listener] of listeners) worker.off(event, listener);
        act();
      };
      const lost = (error: Error): void =>
        settle(() => {
          this.#worker = undefined;
          const excess = heapExcess(error, this.#limits);
          reject(excess ? new CutOffError(this.cutOff(excess)) : error);
        });
      const listeners: readonly (readonly [string, (...given: unknown[]) => void])[] = [
        ['message', (reply) => settle(() => resolve(reply as Reply))],
        ['error', (error) => lost(error as Error)],
        ['exit', (code) => lost(new Error(`a thread of the stage ended with ${String(code)}`))],
      ];
      const giveUp = (error: Error): void => settle(() => void this.close().then(() => reject(error)));
      this.#giveUp = giveUp;
      const endWatch = watched(this.#limits, (excess) => {
        endWatch();
        void atWork(this.#name).then((work) => {
          giveUp(new CutOffError(this.cutOff(excess, work && this.lineIn(work.stack))));
        });
      });
      const endLooks = looksForEndless(
        { name: this.#name, pulse: this.#pulse },
        this.#limits,
        (stack) => this.lineIn(stack),
        this.#loops,
        ({ line, result }) => giveUp(new CutOffError(this.cutOff(endlessExcess(this.#limits), line), result)),
      );
      for (const [event, listener] of listeners) worker.on(event, listener);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(question);
    });
  }

  private lineIn(stack: string): SourceLine | undefined {
    return new UserLines(this.#program).ofLoop(stack);
  }

  /** @param line at which it is at work. */
  private cutOff([reason, wayOut]: Excess, line?: SourceLine): CutOff {
    return { place: line === undefined ? basename(this.#program.file) : placeOf(line), reason, wayOut };
  }
}
