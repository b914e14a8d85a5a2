import { describe, expect, it } from 'vitest';
import { PartialOrderSampling } from './partial-order-sampling.ts';
import { StreamDraws } from './stream-draws.ts';
import { GivenDraws } from './testing/given-draws.ts';

const [early, late, other] = [{ name: 'early' }, { name: 'late' }, { name: 'other' }];
const all = [early, late, other];
const alike = () => 1;

describe('an action', () => {
  it('keeps its priority for as long as it stays enabled', () => {
    const priorities = new PartialOrderSampling();
    const draws = new GivenDraws<object>(0.2, 0.1, 0.9, 0.8, 0.7);
    const taken = [0, 0, 0].map(() => priorities.pick(draws, all, alike));
    // Only what happened has drawn again, and late has waited for all of it.
    expect([taken, draws.drawn]).toEqual([[2, 2, 2], 5]);
  });

  it('draws a new one when it is enabled again', () => {
    const priorities = new PartialOrderSampling();
    const draws = new GivenDraws<object>(0.1, 0.9, 0.8, 0.2);
    priorities.pick(draws, [early, late], alike);
    expect(priorities.pick(draws, [late], alike)).toBe(0);
    expect(priorities.pick(new GivenDraws<object>(0.7, 0.3), [early, late], alike)).toBe(0);
  });

  it('draws a new one in every run', () => {
    const priorities = new PartialOrderSampling();
    priorities.pick(new GivenDraws<object>(0.9, 0.2, 0.1), all, alike);
    priorities.begin();
    const draws = new GivenDraws<object>(0.1, 0.2, 0.3);
    expect([priorities.pick(draws, all, alike), draws.drawn]).toEqual([2, 3]);
  });

  it('does not happen while it weighs nothing', () => {
    const priorities = new PartialOrderSampling();
    const draws = new GivenDraws<object>(0.1);
    expect(priorities.pick(draws, all, () => 0)).toBe(-1);
    expect(priorities.pick(draws, all, (action) => (action === late ? 1 : 0))).toBe(1);
    expect(draws.drawn).toBe(1);
  });

  it('is the first of those that draw together as often as its weight says', () => {
    const priorities = new PartialOrderSampling();
    const draws = new StreamDraws<object>('weights');
    let lateFirst = 0;
    for (let run = 0; run < 4000; run += 1) {
      priorities.begin();
      lateFirst += priorities.pick(draws, [early, late], (action) => (action === late ? 0.25 : 0.75));
    }
    expect(lateFirst / 4000).toBeCloseTo(0.25, 1);
  });
});
