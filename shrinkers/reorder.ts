import type { Schedule } from '../model/machine.ts';
import type { Attempts } from './attempts.ts';

/** A fixed order of actions, as for `Array.sort`. */
export type Order<Action> = (a: Action, b: Action) => number;

/**
 * The schedule in canonical order: no step can change places with the one before it and come earlier in `order`.
 *
 * Steps that do not depend on one another can happen in any order; of all these schedules one is as good as another, and
 * it should always be the same one. Never makes a schedule longer.
 */
export function reorder<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
  order: Order<Action> = textOrder,
): Schedule<Action> {
  let best = schedule;
  for (let at = 1; at < best.length; at += 1) {
    for (let place = at; place > 0 && place < best.length; place -= 1) {
      if (order(best[place], best[place - 1]) >= 0) break;
      const swapped = best.slice();
      [swapped[place - 1], swapped[place]] = [swapped[place], swapped[place - 1]];
      const result = attempts.try(swapped);
      if (result === null || result.length > best.length) break;
      best = result;
    }
  }
  return best;
}

/** By type, then by the other fields in their order. */
export function textOrder<Action>(a: Action, b: Action): number {
  const [textA, textB] = [JSON.stringify(a), JSON.stringify(b)];
  if (textA === textB) return 0;
  return textA < textB ? -1 : 1;
}
