import { describe, expect, it } from 'vitest';
import { Priorities } from './priorities.ts';

const [early, late, other] = [{ name: 'early' }, { name: 'late' }, { name: 'other' }];
const all = [early, late, other];

/** Draws these numbers, one after another, and counts them. */
function drawing(...numbers: readonly number[]) {
  let drawn = 0;
  return { draw: () => numbers[drawn++] ?? 0.5, drawn: () => drawn };
}

describe('an action', () => {
  it('keeps its priority for as long as it stays enabled', () => {
    const priorities = new Priorities();
    const { draw, drawn } = drawing(0.2, 0.1, 0.9, 0.8, 0.7);
    const taken = [0, 0, 0].map(() => priorities.pick(all, draw));
    // Only what happened has drawn again, and late has waited for all of it.
    expect([taken, drawn()]).toEqual([[2, 2, 2], 5]);
  });

  it('draws a new one when it is enabled again', () => {
    const priorities = new Priorities();
    const { draw } = drawing(0.1, 0.9, 0.8, 0.2);
    priorities.pick([early, late], draw);
    expect(priorities.pick([late], draw)).toBe(0);
    expect(priorities.pick([early, late], drawing(0.7, 0.3).draw)).toBe(0);
  });

  it('draws a new one in every run', () => {
    const priorities = new Priorities();
    priorities.pick(all, drawing(0.9, 0.2, 0.1).draw);
    priorities.begin();
    const { draw, drawn } = drawing(0.1, 0.2, 0.3);
    expect([priorities.pick(all, draw), drawn()]).toEqual([2, 3]);
  });

  it('does not happen with the priority 0', () => {
    const priorities = new Priorities();
    expect(priorities.pick(all, () => 0)).toBe(-1);
    expect(priorities.pick(all, drawing(0, 0.1, 0).draw)).toBe(1);
  });
});
