import { expect, it } from 'vitest';
import type { JudgedAnomaly, Tried } from '../search/tried.ts';
import { firstOf } from './first-of.ts';

const run = (line: number, faults = 1, kind: JudgedAnomaly['kind'] = 'loss'): Tried => {
  const place = { file: 'a.ts', line, column: 1 };
  return {
    job: { seed: 's', deviations: Array.from({ length: faults }, (_, at) => ({ at, fault: { kind: 'rebalance' } })) },
    digest: '',
    anomalies: [{ kind, record: 'r0', what: 'insert', because: '', owner: 'user', line: place }],
    tested: [],
    atRest: true,
    instead: [],
    happened: [],
    points: [],
  };
};

it('what is told comes from the line that most of the shortest runs come from, and is the first of these', () => {
  const runs = [run(1), run(2), run(2), run(3, 2), run(3, 2), run(3, 2), run(4, 1, 'duplicate')];
  expect(firstOf(runs, 'loss', 'user')).toBe(runs[1]);
  expect(firstOf(runs.slice(0, 2), 'loss', 'user')).toBe(runs[0]);
  expect(firstOf(runs, 'loss', 'client')).toBeUndefined();
});
