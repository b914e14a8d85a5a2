import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../../harness-error.ts';
import { endRun } from './end-run.ts';
import { RUN_VARIABLE } from './processes-of-run.ts';
import { endDeadRuns, makeRunFolder } from './run-folder.ts';

const PROGRAM = fileURLToPath(new URL('supervisor-program.js', import.meta.url));

/**
 * Sees to it that nothing outlives a run: neither its processes nor its folder. All processes are started by it, in
 * sessions of their own, which Ctrl-C does not reach. A process beside ours does what is left to do when ours ends
 * without `end`: killed, crashed, interrupted.
 */
export class Supervisor {
  /** The run's own folder; it goes when the run ends. */
  readonly folder: string;
  readonly #program: ChildProcess;
  readonly #living = new Set<ChildProcess>();
  readonly #ending = new AbortController();
  #end: Promise<void> | undefined;

  private constructor(folder: string, program: ChildProcess) {
    this.folder = folder;
    this.#program = program;
    // A pipe that breaks is told by the end of the program.
    program.stdin?.on('error', () => {});
  }

  /**
   * Ends the dead runs of earlier commands, and begins a new one.
   *
   * @param program the file of the program beside ours; a test compiles its own.
   * @param parent where the folders of all runs are.
   */
  static async start(program = PROGRAM, parent = tmpdir()): Promise<Supervisor> {
    await endDeadRuns(parent);
    const folder = makeRunFolder(parent);
    const beside = spawn(process.execPath, [program, folder], {
      cwd: parent,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(beside, 'spawn');
    // What ends the loop of our own events is not kept from it by this.
    beside.unref();
    return new Supervisor(folder, beside);
  }

  /** Aborted as the run begins to end. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /** Of the program beside ours. */
  get pid(): number | undefined {
    return this.#program.pid;
  }

  /** Starts a process that ends with the run. Its folder is the run's, unless the options say another. */
  spawn(command: string, words: readonly string[], options: SpawnOptions = {}): ChildProcess {
    this.#check();
    const child = spawn(command, words, {
      cwd: this.folder,
      ...options,
      env: { ...(options.env ?? process.env), [RUN_VARIABLE]: this.folder },
      detached: true,
    });
    const { pid } = child;
    // A program that is not there has no number: whoever started it hears of it by the event.
    if (pid === undefined) return child;
    this.#living.add(child);
    this.#tell(`watch ${pid}`);
    child.once('exit', () => {
      this.#living.delete(child);
      this.#tell(`forget ${pid}`);
    });
    return child;
  }

  /** Ends the run: kills its processes, waits for their ends, and removes the folder. */
  end(): Promise<void> {
    this.#end ??= this.#finish();
    return this.#end;
  }

  async #finish(): Promise<void> {
    this.#ending.abort();
    const ends = [...this.#living].map(async (child) => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    await Promise.all(ends);
    await endRun(this.folder, [], 1);
    // It finds nothing to do, and ends.
    this.#program.stdin?.end();
  }

  #tell(line: string): void {
    if (this.#program.exitCode === null && this.#end === undefined) this.#program.stdin?.write(`${line}\n`);
  }

  #check(): void {
    if (this.#end !== undefined) throw new HarnessError('a process is started in a run that has ended');
    if (this.#program.exitCode !== null || this.#program.signalCode !== null) {
      throw new HarnessError('the process that cleans up after this one has ended: no further process is started');
    }
  }
}
