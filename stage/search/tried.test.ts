import { expect, it } from 'vitest';
import type { DecisionPoint } from '../decision-point.ts';
import { allOf, ledgerOf } from '../testing/ledger.ts';
import { tried } from './tried.ts';

const LINE = { file: 'transform.ts', line: 10, column: 3 };

it('who has left a transaction open is known behind one fault, and not where that hit the end of the transaction itself', () => {
  const ledger = ledgerOf({ outcomes: [], committed: 0, fetched: 0 });
  const calm = ledgerOf({ outcomes: ['insert r0', 'insert r1'] });
  const leftOpen = [{ process: 0, incarnation: 0, line: LINE }];
  const ownersBy = (...whats: readonly string[]): readonly string[] => {
    const points = whats.map(
      (what, at): DecisionPoint => ({
        at,
        time: 0,
        kind: 'request',
        what,
        process: 0,
        incarnation: 0,
        history: '',
        faults: [],
      }),
    );
    const deviations = points.map(({ at }) => ({ at, fault: { kind: 'request.lost' } as const }));
    const result = { points, ledger: { ...ledger, leftOpen }, digest: '', ignored: [], trace: [] };
    const { anomalies } = tried({ seed: '1', deviations }, result, allOf(['insert']), { calm });
    return [...new Set(anomalies.map(({ kind, owner, line }) => `${kind} ${owner} ${line?.line}`))];
  };
  expect(ownersBy('AddOffsetsToTxn')).toEqual(['stuck user 10']);
  expect(ownersBy('EndTxn')).toEqual(['stuck client undefined']);
  expect(ownersBy('FindCoordinator')).toEqual(['stuck client undefined']);
  expect(ownersBy('AddOffsetsToTxn', 'OffsetFetch')).toEqual(['stuck client undefined']);
});
