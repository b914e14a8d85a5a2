import { describe, expect, it } from 'vitest';
import { CommandDraws } from './command-draws.ts';

type Sample = { readonly type: string; readonly broker: number };
const actions: readonly Sample[] = [1, 2, 3, 4, 5].map((broker) => ({ type: 'fetch', broker }));
const alike = () => 1;

describe('what a command draws', () => {
  it('is the same action wherever that is enabled, whatever else is: those left out can only have lost', () => {
    const taken = (number: number, enabled: readonly Sample[]) =>
      enabled[new CommandDraws<Sample>(number, 'fault').pick(enabled, alike)];
    for (const number of Array.from({ length: 200 }, (_, index) => Math.imul(index, 0x9e3779b9))) {
      const first = taken(number, actions);
      const others = actions.filter((action) => action !== first);
      for (const leftOut of others) {
        const enabled = actions.filter((action) => action !== leftOut);
        expect(taken(number, enabled)).toBe(first);
      }
    }
  });

  it('is a function of the fields of the action, not of the object', () => {
    const draws = new CommandDraws(7, 'fault');
    expect(draws.of({ type: 'fetch', broker: 1 })).toBe(draws.of({ type: 'fetch', broker: 1 }));
    expect(draws.of({ type: 'fetch', broker: 1 })).not.toBe(draws.of({ type: 'fetch', broker: 2 }));
  });

  it('is in proportion to the weights, and nothing where nothing has any weight', () => {
    const weightOf = ({ broker }: Sample) => (broker === 1 ? 0.75 : broker === 2 ? 0.25 : 0);
    const counts = [0, 0];
    for (let number = 1; number <= 4000; number += 1) {
      counts[new CommandDraws<Sample>(Math.imul(number, 0x9e3779b9), 'fault').pick(actions, weightOf)] += 1;
    }
    expect(counts[0] / 4000).toBeCloseTo(0.75, 1);
    expect(new CommandDraws(7, 'fault').pick(actions, () => 0)).toBe(-1);
  });

  it('differs from draw to draw, and from purpose to purpose', () => {
    const numbers = ['run', 'fault'].flatMap((purpose) => {
      const draws = new CommandDraws(7, purpose);
      return [draws.next(), draws.next()];
    });
    expect(new Set(numbers).size).toBe(4);
  });
});
