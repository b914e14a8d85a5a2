import { replay } from '../../../explorers/replay.ts';
import type { Action } from '../../../model/action.ts';
import type { Setup } from '../../../model/setup.ts';
import type { ClusterState } from '../../../model/state.ts';
import { guaranteeOf } from '../../../properties/guarantee.ts';
import { type ClusterTrial, clusterTrial } from '../../../properties/trial.ts';
import type { ScheduleStep } from '../../../reports/documents/verdict.ts';

/**
 * Every state of a setup, and by which steps without a fault it is reached: what the point of no return is looked up in,
 * backwards from the states of rest, where the product searches forwards from the states of a story.
 */
export class WholeGraph {
  readonly #trial: ClusterTrial;
  readonly #numbers = new Map<string, number>();
  readonly #states: ClusterState[] = [];
  readonly #before: number[][] = [];
  readonly #rests: boolean[] = [];

  constructor(setup: Setup, statesMax: number) {
    this.#trial = clusterTrial(setup);
    const { machine, isFault } = this.#trial;
    this.#numberOf(machine.init);
    for (let at = 0; at < this.#states.length; at += 1) {
      if (at > statesMax) throw new RangeError(`there are more than ${statesMax} states`);
      const actions = machine.enabled(this.#states[at]);
      this.#rests[at] = actions.every(isFault);
      for (const action of actions) {
        const after = this.#numberOf(machine.next(this.#states[at], action));
        if (!isFault(action)) this.#before[after].push(at);
      }
    }
  }

  /** The first step, 0 for the start, after which no way without a fault leads to rest without a violation. */
  noReturn(guarantee: string, schedule: readonly ScheduleStep[]): number | undefined {
    const good = this.#good(guarantee);
    const { machine } = this.#trial;
    const steps = replay(machine, schedule as readonly Action[]);
    const first = [machine.init, ...steps.map(({ after }) => after)].findIndex(
      (state) => !good.has(this.#numberOf(state)),
    );
    return first < 0 ? undefined : first;
  }

  #good(guarantee: string): ReadonlySet<number> {
    const mine = this.#trial.properties.filter(({ id }) => guaranteeOf(id) === guarantee);
    const isBroken = (at: number, kind: string): boolean =>
      mine.some((property) => property.kind === kind && property.violation(this.#states[at]) !== null);
    const good = new Set(
      [...this.#states.keys()].filter((at) => this.#rests[at] && !isBroken(at, 'always') && !isBroken(at, 'at-rest')),
    );
    for (const at of good) for (const before of this.#before[at]) if (!isBroken(before, 'always')) good.add(before);
    return good;
  }

  #numberOf(state: ClusterState): number {
    const { high, low } = this.#trial.machine.fingerprint(state);
    const key = `${high} ${low}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push(state) - 1;
    this.#numbers.set(key, number);
    this.#before.push([]);
    return number;
  }
}
