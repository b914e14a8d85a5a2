import type { Draws } from './draws.ts';

interface Standing {
  /** The step at which the action was last seen enabled. */
  seen: number;
  /** The step at which it drew its priority. */
  drawn: number;
  priority: number;
}

/**
 * Steps after which an action that is still enabled draws anew: others that take turns, as a refused request and its
 * repetition do, would keep one that is behind both waiting for ever. Few runs are as long.
 */
const PATIENCE = 256;

/**
 * Partial order sampling (Yuan, Yang and Gu, CAV 2018): an action draws a priority when it becomes enabled and keeps it
 * for as long as it stays enabled; the highest one happens.
 *
 * A choice that is made anew at each step delays every action a little. A priority that is kept delays a few of them for
 * very long, and it is one late fetch, response or metadata update, behind everything else, that deep bugs are made of.
 */
export class PartialOrderSampling<Action extends object> {
  private readonly standings = new WeakMap<Action, Standing>();
  private step = 0;

  /** Begins a run, in which every priority is new. */
  begin(): void {
    // Nothing was seen at the step before the next one.
    this.step += 2;
  }

  /**
   * The index of the action to take, -1 when none may happen. Takes it as done: the action draws anew when it is
   * enabled again.
   *
   * A draw `u` becomes the priority `u^(1/weight)`: of actions that draw at the same time each is the highest with a
   * probability in proportion to its weight (Efraimidis and Spirakis, 2006). An action that weighs 0 may not happen, and
   * draws as soon as it weighs more.
   */
  pick(draws: Draws<Action>, actions: readonly Action[], weightOf: (action: Action) => number): number {
    this.step += 1;
    let first = -1;
    let highest = 0;
    for (let index = 0; index < actions.length; index += 1) {
      const standing = this.standingOf(actions[index]);
      const isNew = standing.seen !== this.step - 1 || standing.priority === 0;
      if (isNew || this.step - standing.drawn >= PATIENCE) {
        const weight = weightOf(actions[index]);
        standing.drawn = this.step;
        standing.priority = weight === 0 ? 0 : draws.of(actions[index]) ** (1 / weight);
      }
      standing.seen = this.step;
      if (standing.priority > highest) {
        highest = standing.priority;
        first = index;
      }
    }
    if (first >= 0) this.standingOf(actions[first]).priority = 0;
    return first;
  }

  private standingOf(action: Action): Standing {
    let standing = this.standings.get(action);
    if (standing === undefined) this.standings.set(action, (standing = { seen: -1, drawn: -1, priority: 0 }));
    return standing;
  }
}
