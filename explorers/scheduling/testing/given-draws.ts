import type { Draws } from '../draws.ts';

/** Draws these numbers, one after another, and counts them; picks the first action that has any weight. */
export class GivenDraws<Action> implements Draws<Action> {
  private readonly numbers: readonly number[];
  drawn = 0;

  constructor(...numbers: readonly number[]) {
    this.numbers = numbers;
  }

  next(): number {
    const number = this.numbers[this.drawn] ?? 0.5;
    this.drawn += 1;
    return number;
  }

  of(_action: Action): number {
    return this.next();
  }

  pick(actions: readonly Action[], weightOf: (action: Action) => number): number {
    return actions.findIndex((action) => weightOf(action) > 0);
  }
}
