import type { Crew } from './pool.ts';
import { otherWork } from './yield-to-event-loop.ts';
import type { Share } from './partition-worker.ts';
import type { Answer, Load, Task } from './tasks.ts';
import { STOP, type Watch } from './control-block.ts';

/** States after which the calling thread sees to other things. */
const sliceStates = 512;

/** Shares of a level are made even when the largest is so much larger than their mean, and the level worth the effort. */
const unevenFrom = 1.05;
const statesMin = 1000;

/** A crew and the thread that leads it, which has a share of its own: it is compiled and at work already. */
export class Team<State, Action extends { readonly type: string }> {
  private readonly crew: Crew;
  private readonly own: Share<State, Action>;
  private readonly watch: Watch;

  constructor(crew: Crew, own: Share<State, Action>, watch: Watch) {
    this.crew = crew;
    this.own = own;
    this.watch = watch;
  }

  /**
   * Has everybody do the task; resolves when all are done. The leader's answer comes first.
   *
   * @throws {WorkerLostError} when one of the crew is gone.
   */
  async ask(task: Task): Promise<readonly Answer[]> {
    const others = this.crew.ask(task);
    // Without one of them the level cannot be finished.
    others.catch(() => (this.watch.stop = STOP.told));
    const own = task.type === 'begin' ? {} : await this.doOwn(task);
    return [own, ...(await others)];
  }

  private async doOwn(task: Task): Promise<Answer> {
    const sightings = [];
    for (;;) {
      const answer = this.own.do(task, sliceStates);
      sightings.push(...(answer.sightings ?? []));
      if (answer.isPaused !== true) return { ...answer, sightings };
      await otherWork();
    }
  }

  /**
   * Makes shares even: a share grows at the cost of others whose states lead to the same, later in the level.
   *
   * @param states how many each worker has to expand.
   */
  async evenOut(states: readonly number[]): Promise<void> {
    const sum = states.reduce((all, one) => all + one, 0);
    const mean = Math.ceil(sum / states.length);
    if (sum < statesMin || Math.max(...states) < unevenFrom * mean) return;
    const answers = await this.ask({ type: 'give', surplus: states.map((one) => Math.max(0, one - mean)) });
    const given = answers.flatMap(({ load }) => load ?? []);
    const all = { states: given.flatMap((load) => load.states), ranks: given.flatMap((load) => load.ranks) };
    let from = 0;
    for (const [worker, one] of states.entries()) {
      if (one >= mean) continue;
      const to = from + mean - one;
      await this.tell(worker, { states: all.states.slice(from, to), ranks: all.ranks.slice(from, to) });
      from = to;
    }
  }

  private async tell(worker: number, load: Load): Promise<void> {
    const task: Task = { type: 'take', load };
    if (worker === 0) this.own.do(task);
    else await this.crew.tell(worker - 1, task);
  }
}
