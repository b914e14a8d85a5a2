import { expect, it } from 'vitest';
import type { DecisionPoint } from '../decision-point.ts';
import type { Ledger } from '../ledger.ts';
import type { RunResult } from '../run-result.ts';
import { allOf, ledgerOf } from '../testing/ledger.ts';
import { Searching } from './searching.ts';

const pointOf = (kind: DecisionPoint['kind'], what: string, at: number): DecisionPoint => {
  return { at, time: 0, kind, what, process: 0, incarnation: 0, history: '', faults: [] };
};
const points = [pointOf('effect', 'insert', 0), pointOf('request', 'LeaveGroup', 1)];
const resultOf = (ledger: Ledger): RunResult => ({ points, ledger, digest: '', ignored: [], trace: [] });

it('a walk’s run is judged with the one before it: who goes on without the last fault does not stand still by a call that failed', async () => {
  const calm = ledgerOf({ outcomes: ['insert r0', 'insert r1'] });
  const behind = ledgerOf({ outcomes: ['insert r0', 'insert r1 failed'], committed: 1, fetched: 1 });
  const line = { file: 'consumer.ts', line: 10, column: 3 };
  const still = { ...behind, outcomes: behind.outcomes.map((one) => ({ ...one, line })) };
  const base = resultOf(calm);
  const runners = [async () => base];
  const searching = new Searching({ runners, expected: allOf(['insert']) }, { seed: '1', deviations: [] }, base);
  const fails = { at: 0, fault: { kind: 'effect.failed' } } as const;
  const lost = { at: 1, fault: { kind: 'request.lost' } } as const;
  await searching.walks(['walk'], async (_run, seed) => [
    { job: { seed, deviations: [] }, result: base },
    { job: { seed, deviations: [fails] }, result: base },
    { job: { seed, deviations: [fails, lost] }, result: resultOf(still) },
  ]);
  const stuck = searching.tried.flatMap(({ anomalies }) => anomalies.filter(({ kind }) => kind === 'stuck'));
  expect(stuck.map(({ owner }) => owner)).toEqual(['client']);
});
