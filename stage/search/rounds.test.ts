import { expect, it } from 'vitest';
import { roundsOf } from './rounds.ts';

it('of pairs of faults one of each sort is in the first round, and in the second what comes round again', () => {
  const pairs = ['outage 1', 'outage 2', 'outage 3', 'late 1', 'late 2', 'lost 1'];
  expect(roundsOf(pairs, (pair) => pair.slice(0, -2))).toEqual([
    ['outage 1', 'late 1', 'lost 1'],
    ['outage 2', 'late 2'],
    ['outage 3'],
  ]);
});
