import { InputError } from '../../setups/input-error.ts';
import type { Endpoint } from '../cluster/cluster.ts';
import type { Life } from '../process/time/life.ts';
import type { WiredStage } from '../wired-stage.ts';
import { startChild } from './child.ts';
import type { CommandPlan } from './command-plan.ts';
import { outsideOf } from './outside.ts';
import { filled } from './placeholders.ts';
import { Slot } from './slot.ts';

/** The processes in which a command is run, and the slots in which they find the world. */
export class Children {
  readonly #slots: Slot[] = [];
  readonly #gone: Promise<void>[] = [];
  private readonly plan: CommandPlan;
  private readonly wired: WiredStage;
  private readonly brokers: number;
  private readonly fail: (error: unknown) => void;

  /** @param fail hears of a command that cannot be started. */
  constructor(plan: CommandPlan, wired: WiredStage, brokers: number, fail: (error: unknown) => void) {
    this.plan = plan;
    this.wired = wired;
    this.brokers = brokers;
    this.fail = fail;
  }

  /** Whether any of them has ever come to the brokers. */
  get haveCome(): boolean {
    return this.#slots.some(({ isUsed }) => isUsed);
  }

  /** Where a process finds the brokers. */
  endpointsOf(life: Life): readonly Endpoint[] {
    return this.#slots[life.process].endpoints;
  }

  /** Runs the command as a life of its process. */
  async start(life: Life): Promise<void> {
    const { trial, folder, host } = this.plan;
    const { stage } = this.wired;
    const slot = await this.slotOf(life.process);
    if (life.isOver) return;
    const given = { bootstrap: slot.bootstrap, outside: slot.outside, process: String(life.process) };
    const words = trial.command.map((word) => filled(word, given));
    const env = Object.fromEntries(Object.entries(trial.env ?? {}).map(([key, value]) => [key, filled(value, given)]));
    const gone = startChild(
      host,
      life,
      { words, cwd: folder, env },
      {
        ended: (status, lastWords) => this.ended(life, status, lastWords),
        failed: ({ code, message }) => this.fail(this.unstartable(words[0], code ?? message)),
        complained: (lastWords) => {
          if (lastWords !== '') stage.story.lastWords = lastWords;
        },
      },
    );
    this.#gone.push(gone);
  }

  /** Ends every life. @returns when nothing of them is there any more. */
  async end(): Promise<void> {
    for (const life of this.wired.stage.lives) life.end();
    await Promise.all([...this.#gone, ...this.#slots.map((slot) => slot.close())]);
  }

  private async slotOf(process: number): Promise<Slot> {
    const { brokers, wired } = this;
    const { stage, wires, effects } = wired;
    const life = (): Life => stage.lives[process];
    this.#slots[process] ??= await Slot.open({ brokers, wires, life, outside: outsideOf(effects, life) });
    return this.#slots[process];
  }

  private ended(life: Life, status: string, lastWords: string): void {
    const { stage } = this.wired;
    if (life.isLeaving) stage.over(life, 'terminated');
    else stage.over(life, 'exited', lastWords === '' || status === '0' ? status : `${status}: ${lastWords}`);
  }

  private unstartable(command: string, why: string): InputError {
    const place = `${this.plan.name}: command`;
    return new InputError(place, `${command} cannot be started: ${why}`, 'install it, or name its path');
  }
}
