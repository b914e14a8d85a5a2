import { yieldToEventLoop } from '../coroutine.ts';
import type { ControlBlock } from './control-block.ts';
import type { Pool } from './pool.ts';
import type { Answer, Load, Task } from './tasks.ts';

/** States after which the calling thread sees to other things. */
const sliceStates = 512;

/** A level is rebalanced when its largest partition is so much larger than their mean, and it is worth the effort. */
const unevenFrom = 1.05;
const statesMin = 1000;

/** Does tasks, and pauses where it is told to. */
export interface TaskDoer {
  /** @param statesMax how many states to expand before it pauses, and is asked again for the rest. */
  do(task: Task, statesMax?: number): Answer;
}

/** Gives tasks to a pool, and to this thread, which has a partition of its own: it is compiled and at work already. */
export class Coordinator {
  private readonly pool: Pool;
  private readonly own: TaskDoer;
  private readonly control: ControlBlock;

  constructor(pool: Pool, own: TaskDoer, control: ControlBlock) {
    this.pool = pool;
    this.own = own;
    this.control = control;
  }

  /**
   * Has everybody do the task; resolves when all are done. This thread's answer comes first.
   *
   * @throws {WorkerLostError} when one of the pool is gone.
   */
  async ask(task: Task): Promise<readonly Answer[]> {
    const others = this.pool.ask(task);
    // Without one of them the level cannot be finished.
    others.catch(() => this.control.stop());
    const own = task.type === 'begin' ? {} : await this.doOwn(task);
    return [own, ...(await others)];
  }

  private async doOwn(task: Task): Promise<Answer> {
    const discoveries = [];
    for (;;) {
      const answer = this.own.do(task, sliceStates);
      discoveries.push(...(answer.discoveries ?? []));
      if (answer.isPaused !== true) return { ...answer, discoveries };
      await yieldToEventLoop();
    }
  }

  /**
   * Makes partitions even: one grows at the cost of others whose states lead to the same, later in the level.
   *
   * @param states how many each worker has to expand.
   */
  async rebalance(states: readonly number[]): Promise<void> {
    const sum = states.reduce((all, one) => all + one, 0);
    const mean = Math.ceil(sum / states.length);
    if (sum < statesMin || Math.max(...states) < unevenFrom * mean) return;
    const answers = await this.ask({ type: 'give', surplus: states.map((one) => Math.max(0, one - mean)) });
    const given = answers.flatMap(({ load }) => load ?? []);
    const all = { states: given.flatMap((load) => load.states), indices: given.flatMap((load) => load.indices) };
    let from = 0;
    for (const [worker, one] of states.entries()) {
      if (one >= mean) continue;
      const to = from + mean - one;
      await this.give(worker, { states: all.states.slice(from, to), indices: all.indices.slice(from, to) });
      from = to;
    }
  }

  private async give(worker: number, load: Load): Promise<void> {
    const task: Task = { type: 'take', load };
    if (worker === 0) this.own.do(task);
    else await this.pool.askOne(worker - 1, task);
  }
}
