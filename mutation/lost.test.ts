import { expect, it } from 'vitest';
import { isLost } from './lost.ts';

const looks = (count: number, perLook: number): number[] => Array.from({ length: count }, (_, look) => look * perLook);

it('a mutant is lost when its tests have had their time', () => {
  expect([isLost([], 100), isLost([100], 100), isLost([0, 101], 100)]).toEqual([false, false, true]);
});

it('a mutant is lost when nothing happens for half a minute, and not when little does', () => {
  expect([isLost(looks(121, 1), 10_000), isLost(looks(120, 1), 10_000)]).toEqual([true, false]);
  expect(isLost(looks(400, 2), 10_000)).toBe(false);
  expect(isLost([...looks(400, 2), ...Array<number>(100).fill(800)], 10_000)).toBe(true);
});
