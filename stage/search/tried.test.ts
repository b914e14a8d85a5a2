import { expect, it } from 'vitest';
import type { DecisionPoint } from '../decision-point.ts';
import type { RunResult } from '../run-result.ts';
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

it('a program that stands still behind a call that failed does so by that, unless it goes on without the fault that came after it and hit none', () => {
  const calm = ledgerOf({ outcomes: ['insert r0', 'insert r1'] });
  const behind = ledgerOf({ outcomes: ['insert r0', 'insert r1 failed'], committed: 1, fetched: 1 });
  const still = { ...behind, outcomes: behind.outcomes.map((one) => ({ ...one, line: LINE })) };
  const FAILS = { at: 0, fault: { kind: 'effect.failed' } } as const;
  const LOST = { at: 1, fault: { kind: 'request.lost' } } as const;
  const pointOf = (kind: DecisionPoint['kind'], what: string, at: number): DecisionPoint => {
    return { at, time: 0, kind, what, process: 0, incarnation: 0, history: '', faults: [] };
  };
  const resultOf = (ledger: typeof calm, last: DecisionPoint): RunResult => {
    return { points: [pointOf('effect', 'insert', 0), last], ledger, digest: '', ignored: [], trace: [] };
  };
  const ownerBehind = (milder: typeof calm, last: DecisionPoint): string | undefined => {
    const less = tried({ seed: '1', deviations: [FAILS] }, resultOf(milder, last), allOf(['insert']), { calm });
    const job = { seed: '1', deviations: [FAILS, LOST] };
    return tried(job, resultOf(still, last), allOf(['insert']), { calm, milder: less }).anomalies[0]?.owner;
  };
  expect(ownerBehind(calm, pointOf('request', 'LeaveGroup', 1))).toBe('client');
  expect(ownerBehind(still, pointOf('request', 'LeaveGroup', 1))).toBe('user');
  expect(ownerBehind(calm, pointOf('response', 'insert', 1))).toBe('user');
});

it('a program that stands still where records come one by one does so by itself, and a crash behind that changes nothing', () => {
  const calm = ledgerOf({ outcomes: ['insert r0', 'insert r1'] });
  const still = ledgerOf({ outcomes: ['insert r0'], committed: 1, fetched: 1 });
  const CRASH = { at: 0, fault: { kind: 'consumer.crash' } } as const;
  const result = { points: [], ledger: still, digest: '', ignored: [], trace: [] };
  const ownerOf = (
    deviations: readonly (typeof CRASH)[],
    base?: { readonly points: []; readonly ledger: typeof calm },
  ) => tried({ seed: '1', oneByOne: true, deviations }, result, allOf(['insert']), { calm, base }).anomalies[0]?.owner;
  expect(ownerOf([])).toBe('user');
  expect(ownerOf([CRASH], { points: [], ledger: still })).toBe('user');
  expect(ownerOf([CRASH], { points: [], ledger: calm })).toBe('client');
});
