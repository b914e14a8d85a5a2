import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../ledger.ts';
import { COMMIT, INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import { blamedLine } from '../testing/blamed-line.ts';

const failed = { ...of, at: 0, what: 'insert', records: ['r0'], state: 'failed', line: INSERT } as const;
const done: Outcome = { ...failed, state: 'done' };
const usual = ledger({ line: COMMIT }, [done]);
const [commit] = usual.commits;
const further = { ...commit, offset: 2, at: 2 };

const behind = (end: 'alive' | 'threw' | 'crashed', lost: Partial<Outcome> = {}): Ledger => ({
  ...ledger({ line: COMMIT }, [{ ...failed, ...lost }]),
  lives: [{ process: 0, incarnation: 0, end }],
});

it('a loss behind a call that failed comes from that call where the program commits as it does when all is well', () => {
  expect(blamedLine(behind('alive'), LOSS, usual)).toBe(INSERT);
  expect(blamedLine(behind('alive', { caught: COMMIT }), LOSS, usual)).toBe(COMMIT);
  expect(blamedLine(behind('crashed'), LOSS, usual)).toBe(INSERT);
  expect(blamedLine(behind('alive', { what: 'has' }), LOSS, usual)).toBe(INSERT);
  const last = { ...behind('alive'), commits: [further] };
  expect(blamedLine(last, LOSS, { ...usual, commits: [further] })).toBe(INSERT);
});

it('a failure that ended the process, brought the record once more or was made good is not swallowed: the loss comes from the commit', () => {
  const again = [...behind('alive').outcomes, { ...failed, at: 2 }];
  expect(blamedLine(behind('threw'), LOSS, usual)).toBe(COMMIT);
  expect(blamedLine({ ...behind('alive'), outcomes: again }, LOSS, usual)).toBe(COMMIT);
  expect(blamedLine(behind('crashed'), LOSS, usual, { milder: usual })).toBe(COMMIT);
});

it('where the commit always comes first the loss comes from it, whatever has failed', () => {
  expect(blamedLine(behind('alive'), LOSS, ledger({ line: COMMIT }, [{ ...done, at: 2 }]))).toBe(COMMIT);
});

it('a commit of the next record shows that a failure was swallowed where the program had gone on to that, and not where both were under way', () => {
  const next = (calledAfter: number): Ledger => ({
    ...behind('alive'),
    records: [...usual.records, { id: 'r1', topic: 'orders', partition: 0, offset: 1 }],
    outcomes: [failed, { ...done, records: ['r1'], at: 1, calledAfter }],
    commits: [further],
  });
  expect(blamedLine(next(0), LOSS, usual)).toBe(INSERT);
  expect(blamedLine(next(-1), LOSS, usual)).toBe(COMMIT);
  const [first, second] = next(-1).outcomes;
  const place = { topic: 'invoices', partition: 0, offset: 0 };
  const written = { ...second, calledAfter: undefined, place };
  expect(blamedLine({ ...next(0), outcomes: [first, written] }, LOSS, usual)).toBe(INSERT);
});
