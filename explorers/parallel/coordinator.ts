import type { Load } from '../breadth-first/partition-states.ts';
import { yieldToEventLoop } from '../coroutine.ts';
import type { ControlBlock } from './control-block.ts';
import type { Pool } from './pool.ts';
import type { Answer, Task, Transfer } from './tasks.ts';

/** States after which the calling thread sees to other things. */
const sliceStates = 512;

/** A level is rebalanced when a partition is so much larger than its share, and it is worth the effort. */
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
   * Makes partitions such that everybody is done at the same time: one grows at the cost of others whose states lead to the same,
   * later in the level, and who has come up late has yet to learn what others know.
   *
   * @param states how many each worker has to expand.
   * @param pace how many each expands in the same time.
   */
  async rebalance(states: readonly number[], pace: readonly number[]): Promise<void> {
    const sum = total(states);
    const shares = pace.map((one) => Math.ceil((sum * one) / total(pace)));
    if (sum < this.rebalanceFrom || states.every((one, worker) => one < unevenFrom * shares[worker])) return;
    const answers = await this.ask({ type: 'give', transfers: transfersBetween(states, shares) });
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

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Who gives to whom, so that nobody has more than its share. */
function transfersBetween(states: readonly number[], shares: readonly number[]): Transfer[] {
  const room = states.map((one, worker) => Math.max(0, shares[worker] - one));
  return states.flatMap((one, from) => {
    let surplus = one - shares[from];
    return room.flatMap((free, to) => {
      const given = Math.min(free, surplus);
      if (given <= 0) return [];
      surplus -= given;
      room[to] -= given;
      return [{ from, to, states: given }];
    });
  });
}
