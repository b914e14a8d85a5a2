import { describe, expect, it } from 'vitest';
import { NumberSets } from './number-sets.ts';

const numberOf = (sets: NumberSets, items: readonly number[]): number => {
  sets.begin();
  for (const item of items) sets.add(item);
  return sets.number();
};

describe('sets of numbers', () => {
  it('are numbered in the order in which they first come, whatever the order of what is in them, and how often', () => {
    const sets = new NumberSets();
    const numbers = [[], [7, 3], [3], [3, 7, 3], [], [7]].map((items) => numberOf(sets, items));
    expect(numbers).toEqual([0, 1, 2, 1, 0, 3]);
    expect([0, 1, 2, 3].map((number) => [...sets.at(number)])).toEqual([[], [3, 7], [3], [7]]);
  });

  it('are told apart where their digests are one: two numbers that are one another’s, and the same ones in another set', () => {
    const sets = new NumberSets();
    const pairs = Array.from({ length: 300_000 }, (_, first) => [first, first + 1]);
    expect(new Set(pairs.map((pair) => numberOf(sets, pair))).size).toBe(pairs.length);
    expect(pairs.every((pair, number) => numberOf(sets, pair) === number)).toBe(true);
  });

  it('take in all of another one', () => {
    const sets = new NumberSets();
    const some = numberOf(sets, [2000, 5]);
    sets.begin();
    sets.addAll(sets.at(some));
    sets.add(1);
    expect([...sets.at(sets.number())]).toEqual([1, 5, 2000]);
  });
});
