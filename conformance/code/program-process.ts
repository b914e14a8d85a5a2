import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Program } from '../../stage/process/bundle/program.ts';
import type { Spawner } from '../clients/client-process.ts';
import type { Door, FromProcess, ToProcess } from './messages.ts';

/** Compiled: a process of Node's own reads no TypeScript. */
const PROGRAM = fileURLToPath(new URL('child-program.js', import.meta.url));

/** One life of a process of the program. */
export interface ProcessPlan {
  readonly program: Program;
  readonly slot: number;
  readonly incarnation: number;
  readonly markers: readonly string[];
  readonly doors: readonly Door[];
  readonly supervisor: Spawner;
  /** What it prints. */
  readonly output: string;
}

/** A real process of a program on trial. */
export class ProgramProcess {
  readonly slot: number;
  readonly incarnation: number;
  readonly #child: ChildProcess;
  #end: 'crashed' | 'terminated' | undefined;
  isOver = false;

  private constructor({ slot, incarnation }: ProcessPlan, child: ChildProcess) {
    this.slot = slot;
    this.incarnation = incarnation;
    this.#child = child;
  }

  /** @param heard what it tells. @param ended how, once it is over. */
  static start(
    plan: ProcessPlan,
    heard: (told: Exclude<FromProcess, { type: 'ready' }>) => void,
    ended: (end: 'crashed' | 'terminated' | 'exited', code: string) => void,
  ): ProgramProcess {
    const { program, slot, markers, doors, supervisor, output } = plan;
    const file = openSync(output, 'a');
    const child = supervisor.spawn(process.execPath, [PROGRAM], {
      stdio: ['ignore', file, file, 'ipc'],
      serialization: 'advanced',
    });
    closeSync(file);
    const started = new ProgramProcess(plan, child);
    child.on('message', (told) => {
      const what = told as FromProcess;
      if (!started.isOver && what.type !== 'ready') heard(what);
    });
    // A pipe that breaks is told by the end of the process.
    child.on('error', () => {});
    child.once('exit', (code, signal) => {
      started.isOver = true;
      ended(started.#end ?? 'exited', String(code ?? signal));
    });
    started.tell({ type: 'start', program, slot, markers, doors });
    return started;
  }

  get name(): string {
    return `${this.slot}/${this.incarnation}`;
  }

  tell(what: ToProcess): void {
    if (!this.isOver && this.#child.connected) this.#child.send(what, () => {});
  }

  /** As power would end it. */
  async kill(): Promise<void> {
    if (this.isOver) return;
    this.#end = 'crashed';
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
  }

  /** SIGTERM: its own handlers, or the end. */
  terminate(): void {
    this.#end ??= 'terminated';
    this.#child.kill('SIGTERM');
  }

  /** It stands still as it reads what comes next. Resolves once it is ready for that, or over. */
  async stallAtData(ms: number): Promise<void> {
    if (this.isOver) return;
    const ready = new Promise<void>((resolve) => {
      this.#child.on('message', (told: FromProcess) => {
        if (told.type === 'ready') resolve();
      });
      this.#child.once('exit', () => resolve());
    });
    this.tell({ type: 'stall', ms });
    await ready;
  }
}
