import { yieldToEventLoop } from '../coroutine.ts';
import type { ControlBlock } from './control-block.ts';
import type { Pool } from './pool.ts';
import type { Answer, Load, Task, Transfer } from './tasks.ts';

/** States after which the calling thread sees to other things. */
const sliceStates = 512;

/** A level is rebalanced when its largest partition is so much larger than their mean, and it is worth the effort. */
const unevenFrom = 1.05;
const rebalanceFromDefault = 1000;

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
  private readonly rebalanceFrom: number;

  constructor(pool: Pool, own: TaskDoer, control: ControlBlock, rebalanceFrom = rebalanceFromDefault) {
    this.pool = pool;
    this.own = own;
    this.control = control;
    this.rebalanceFrom = rebalanceFrom;
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
    const own = await this.doOwn(task);
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
    if (sum < this.rebalanceFrom || Math.max(...states) < unevenFrom * mean) return;
    const answers = await this.ask({ type: 'give', transfers: transfersBetween(states, mean) });
    const given = answers.flatMap(({ loads }) => loads ?? []);
    for (const worker of states.keys()) {
      const loads = given.filter(({ to }) => to === worker);
      if (loads.length > 0) await this.give(worker, loads);
    }
  }

  private async give(worker: number, loads: readonly Load[]): Promise<void> {
    const task: Task = { type: 'take', loads };
    if (worker === 0) this.own.do(task);
    else await this.pool.askOne(worker - 1, task);
  }
}

/** Who gives to whom, so that nobody has more than the mean. */
function transfersBetween(states: readonly number[], mean: number): Transfer[] {
  const room = states.map((one) => Math.max(0, mean - one));
  return states.flatMap((one, from) => {
    let surplus = one - mean;
    return room.flatMap((free, to) => {
      const given = Math.min(free, surplus);
      if (given <= 0) return [];
      surplus -= given;
      room[to] -= given;
      return [{ from, to, states: given }];
    });
  });
}
