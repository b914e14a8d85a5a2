import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { HarnessError } from '../../harness-error.ts';
import type { Supervisor } from '../run/supervisor.ts';

/** How much of its log a broker that failed is quoted with. */
const QUOTED_LINES = 12;

/** The process of one node: it may end and be started again. */
export class NodeProcess {
  /** The file that its output goes to, of all its lives. */
  readonly log: string;
  readonly #name: string;
  readonly #supervisor: Supervisor;
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;
  #exit: Promise<void> = Promise.resolve();
  #isStopping = false;
  readonly #onLost: (error: HarnessError) => void;

  /**
   * @param command the program and its words.
   * @param onLost hears of an end that nobody here has asked for.
   */
  constructor(
    name: string,
    supervisor: Supervisor,
    command: readonly string[],
    log: string,
    onLost: (error: HarnessError) => void,
  ) {
    this.#name = name;
    this.#supervisor = supervisor;
    this.#command = command;
    this.log = log;
    this.#onLost = onLost;
  }

  start(): void {
    if (this.isUp) throw new HarnessError(`${this.#name} is started while it runs`);
    const [program, ...words] = this.#command;
    const output = openSync(this.log, 'a');
    const child = this.#supervisor.spawn(program, words, { stdio: ['ignore', output, output] });
    closeSync(output);
    this.#child = child;
    this.#isStopping = false;
    this.#exit = new Promise((resolve) => {
      const ended = (): void => {
        if (!this.#isStopping) this.#onLost(this.#gone());
        if (this.#child === child) this.#child = undefined;
        resolve();
      };
      child.once('exit', ended);
      child.once('error', ended);
    });
  }

  get isUp(): boolean {
    return this.#child !== undefined;
  }

  /** Whether it runs, and has been asked to end. */
  get isStopping(): boolean {
    return this.isUp && this.#isStopping;
  }

  /** @throws {HarnessError} when it is not running. */
  get pid(): number {
    this.checkUp();
    return this.#child?.pid ?? 0;
  }

  /** Resolves when it has ended; at once when it does not run. */
  get exited(): Promise<void> {
    return this.#exit;
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
    if (signal === 'SIGTERM' || signal === 'SIGKILL') this.#isStopping = true;
  }

  /** @throws {HarnessError} with the end of its log, when it is not running. */
  checkUp(): void {
    if (!this.isUp) throw this.#gone();
  }

  #gone(): HarnessError {
    return new HarnessError(`${this.#name} is not running:\n${this.#lastWords()}`);
  }

  /** How much it has printed so far: where `hasPrinted` may begin to look. */
  get printed(): number {
    return this.#output().length;
  }

  /** Whether it has printed these words since. */
  hasPrinted(words: string, since: number): boolean {
    return this.#output().includes(words, since);
  }

  #lastWords(): string {
    return this.#output().trimEnd().split('\n').slice(-QUOTED_LINES).join('\n');
  }

  #output(): string {
    try {
      return readFileSync(this.log, 'utf8');
    } catch {
      // It has not been started yet, or its run has been ended.
      return '';
    }
  }
}
