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

it('what goes wrong without any fault comes from where it does then, whatever the fault', () => {
  const ledger = ledgerOf({ outcomes: ['insert r0', 'insert r1 failed'], committed: 1, fetched: 1 });
  const result = { points: [], ledger, digest: '', ignored: [], trace: [] };
  const stuck = { kind: 'stuck', record: 'r1', what: 'insert', because: '', line: LINE, owner: 'user' } as const;
  const { anomalies } = tried({ seed: '1', deviations: [] }, result, allOf(['insert']), { always: [stuck] });
  expect(anomalies).toMatchObject([{ kind: 'stuck', record: 'r1', line: LINE, owner: 'user' }]);
  expect(anomalies[0].because).toContain('the record is not committed');
});
