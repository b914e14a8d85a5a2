import seedrandom from 'seedrandom';
import type { Draws } from './draws.ts';

/** Draws by rejection before the weights are added up: faster as long as most weights are not small. */
const rejectionsMax = 24;

/** Draws from the stream of pseudo-random numbers that belongs to a seed: the next number is the next choice. */
export class StreamDraws<Action> implements Draws<Action> {
  readonly next: () => number;

  constructor(seed: string) {
    this.next = seedrandom.alea(seed);
  }

  of(_action: Action): number {
    return this.next();
  }

  pick(actions: readonly Action[], weightOf: (action: Action) => number): number {
    const count = actions.length;
    for (let draw = 0; draw < rejectionsMax; draw += 1) {
      const place = this.next() * count;
      const index = place | 0;
      // The fraction of the place is as random as its whole part, and independent of it.
      if (place - index < weightOf(actions[index])) return index;
    }
    return this.pickByScale(actions, weightOf);
  }

  /** The same choice without rejection, for when all weights are small. */
  private pickByScale(actions: readonly Action[], weightOf: (action: Action) => number): number {
    let rest = 0;
    for (const action of actions) rest += weightOf(action);
    if (rest === 0) return -1;
    rest *= this.next();
    let last = -1;
    for (let index = 0; index < actions.length; index += 1) {
      const weight = weightOf(actions[index]);
      if (weight === 0) continue;
      last = index;
      rest -= weight;
      if (rest < 0) break;
    }
    return last;
  }
}
