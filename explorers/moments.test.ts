import seedrandom from 'seedrandom';
import { expect, it } from 'vitest';
import { Moments } from './moments.ts';

/** The step at which the first fault of each of many runs is due. */
function firstDue(runs: number): number[] {
  const random = seedrandom.alea('moments');
  const moments = new Moments();
  return Array.from({ length: runs }, () => {
    moments.begin(random);
    let step = 0;
    while (!moments.isDue(random)) step += 1;
    return step;
  });
}

it('a fault comes at once in some runs, late in others, and never beyond the horizon', () => {
  const first = firstDue(10_000);
  expect(first.filter((step) => step === 0).length).toBeGreaterThan(500);
  expect(first.filter((step) => step >= 16).length).toBeGreaterThan(500);
  expect(Math.max(...first)).toBeLessThan(32);
});

it('one fault is followed by another', () => {
  const random = seedrandom.alea('moments');
  const moments = new Moments();
  moments.begin(random);
  expect(Array.from({ length: 200 }, () => moments.isDue(random)).filter(Boolean).length).toBeGreaterThan(6);
});
