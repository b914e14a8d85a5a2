import type { Draws } from '../scheduling/draws.ts';
import { fractionOf, hashText } from '../scheduling/hash.ts';

/**
 * Draws that follow from the number of a command and from the action that draws, and from nothing else.
 *
 * fast-check shrinks a run by leaving commands out and running the others again. With a stream, as the walk has it, a
 * command left out would shift every later draw: the commands behind it would do other things, and the violation would
 * be gone. As it is, what a command draws for an action does not depend on what ran before, nor on what else is enabled:
 * the same number takes the same action wherever that is enabled and no newly enabled one draws higher. So the commands
 * that matter go on to mean what they meant, and the others can go.
 */
export class CommandDraws<Action extends object> implements Draws<Action> {
  private readonly number: number;
  private readonly purpose: string;
  private drawn = 0;

  /** @param purpose keeps apart the numbers that are drawn for different ends from the same number. */
  constructor(number: number, purpose: string) {
    this.number = number;
    this.purpose = purpose;
  }

  next(): number {
    return lotOf(this.number, { purpose: this.purpose, draw: (this.drawn += 1) });
  }

  of(action: Action): number {
    return lotOf(this.number, action);
  }

  /** Every action draws a lot, which its weight scales; the first of the highest happens. */
  pick(actions: readonly Action[], weightOf: (action: Action) => number): number {
    let first = -1;
    let highest = 0;
    for (let index = 0; index < actions.length; index += 1) {
      const weight = weightOf(actions[index]);
      const lot = weight === 0 ? 0 : this.of(actions[index]) ** (1 / weight);
      if (lot > highest) {
        highest = lot;
        first = index;
      }
    }
    return first;
  }
}

/** A number in (0, 1) that is a function of the number of a command and of the fields of what draws. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it gives the fields their type
function lotOf<Drawer extends object>(number: number, drawer: Drawer): number {
  let hash = number;
  for (const field in drawer) {
    const value = drawer[field];
    if (typeof value === 'number') hash = Math.imul(hash ^ value, 0x5bd1e995) ^ (hash >>> 15);
    else hash = hashText(hash, String(value));
  }
  return fractionOf(hash) + 2 ** -33;
}
