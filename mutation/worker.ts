import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Batch } from './plan.ts';
import type { Bench, Outcome } from './trial.ts';
import { type Answer, type Question, TIMED_OUT } from './question.ts';

export interface WorkerOptions {
  /** Of the tree, absolute. */
  readonly root: string;
  readonly tests: readonly string[];
  /** How long tests may take that take `milliseconds` without a mutant: both of the processor. */
  readonly deadline: (milliseconds: number) => number;
  /** The file of the program; another one in tests. */
  readonly program?: string;
}

const PROGRAM = fileURLToPath(new URL('worker-program.js', import.meta.url));
const HEAP_MB = 2048;

/** What a process that keeps its own deadline may take by the clock, on a machine that others use as well. */
const SLOWEST_TIMES = 20;

/** Tries mutants in a process of its own, which is killed and started anew when one does not end, or ends it. */
export class Worker implements Bench {
  readonly #options: WorkerOptions;
  #process: ChildProcess | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /**
   * Runs tests, with another text in the place of a file.
   *
   * @param path of the file, absolute.
   */
  async run(path: string, text: string, batch: Batch): Promise<Outcome> {
    const child = (this.#process ??= await this.#started());
    const deadline = this.#options.deadline(batch.milliseconds);
    const answer = await asked(child, { path, text, batch, deadline }, SLOWEST_TIMES * deadline);
    if (answer === 'time-out' || answer === 'crash') {
      this.close();
      return { kind: answer };
    }
    if (answer === 'ready' || answer.failed === null) return { kind: 'survived' };
    return { kind: 'failed', test: answer.failed };
  }

  /** Ends the process, and those that its tests have started. */
  close(): void {
    const pid = this.#process?.pid;
    this.#process = undefined;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  async #started(): Promise<ChildProcess> {
    const child = fork(this.#options.program ?? PROGRAM, {
      // A group of its own, which is killed as a whole.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
    });
    const { root, tests } = this.#options;
    const answer = await asked(child, { root, tests }, 60_000);
    if (answer !== 'ready')
      throw new Error(`the process that runs the tests does not start: ${JSON.stringify(answer)}`);
    return child;
  }
}

/** The answer of a process, or how it fails to give one. */
function asked(child: ChildProcess, question: Question, milliseconds: number): Promise<Answer | 'time-out' | 'crash'> {
  return new Promise((resolve) => {
    const settle = (answer: Answer | 'time-out' | 'crash'): void => {
      clearTimeout(timer);
      child.off('message', settle);
      child.off('exit', crashed);
      resolve(answer);
    };
    const crashed = (code: number | null): void => settle(code === TIMED_OUT ? 'time-out' : 'crash');
    const timer = setTimeout(() => settle('time-out'), milliseconds);
    child.on('message', settle);
    child.on('exit', crashed);
    child.send(question, (error) => {
      if (error !== null) settle('crash');
    });
  });
}
