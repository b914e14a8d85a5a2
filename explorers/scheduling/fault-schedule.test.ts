import { expect, it } from 'vitest';
import { FaultSchedule } from './fault-schedule.ts';
import { StreamDraws } from './stream-draws.ts';

/** The step at which the first fault of each of many runs is due. */
function firstDue(runs: number): number[] {
  const draws = new StreamDraws('fault schedule');
  const schedule = new FaultSchedule();
  return Array.from({ length: runs }, () => {
    schedule.begin(draws);
    let step = 0;
    while (!schedule.isDue(draws)) step += 1;
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
  const draws = new StreamDraws('fault schedule');
  const schedule = new FaultSchedule();
  schedule.begin(draws);
  expect(Array.from({ length: 200 }, () => schedule.isDue(draws)).filter(Boolean).length).toBeGreaterThan(6);
});
