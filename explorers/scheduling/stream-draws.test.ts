import { describe, expect, it } from 'vitest';
import { StreamDraws } from './stream-draws.ts';

/** How often each of two actions is picked by weights that are one to three, and very large or small. */
function shares(scale: number): number[] {
  const draws = new StreamDraws<number>('shares');
  const counts = [0, 0];
  for (let draw = 0; draw < 4000; draw += 1) counts[draws.pick([1, 3], (action) => action * scale)] += 1;
  return counts.map((count) => count / 4000);
}

describe('a stream', () => {
  it('picks in proportion to the weights, whether they are large or too small for rejection', () => {
    for (const scale of [1 / 3, 2 ** -12]) {
      const [light, heavy] = shares(scale);
      expect([light, heavy]).toEqual([expect.closeTo(0.25, 1), expect.closeTo(0.75, 1)]);
    }
  });

  it('picks nothing that weighs nothing', () => {
    const draws = new StreamDraws<number>('nothing');
    expect(draws.pick([0, 0], (action) => action)).toBe(-1);
    expect(draws.pick([0, 2 ** -40, 0], (action) => action)).toBe(1);
  });

  it('is a function of its seed', () => {
    const numbers = (seed: string) => {
      const draws = new StreamDraws(seed);
      return [draws.next(), draws.of('whatever it is'), draws.next()];
    };
    expect(numbers('a')).toEqual(numbers('a'));
    expect(numbers('a')).not.toEqual(numbers('b'));
  });
});
