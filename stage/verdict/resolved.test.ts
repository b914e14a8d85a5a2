import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../ledger.ts';
import { COMMIT, INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import { blamedLine } from '../testing/blamed-line.ts';

const RESOLVE = { ...INSERT, line: 11 };
const END = { ...COMMIT, line: 16 };
const insert: Outcome = { ...of, what: 'insert', records: ['r0'], state: 'done', line: INSERT, at: 3 };

/** A run in which the record was resolved then, and its offset committed at the end. */
const resolvedAt = (at: number, outcome: Outcome, end?: typeof END): Ledger => {
  const { commits, ...rest } = ledger({ line: COMMIT }, [outcome]);
  const resolved = [{ ...of, topic: 'orders', partition: 0, offset: 1, at, underWay: [], line: RESOLVE }];
  return { ...rest, commits: [{ ...commits[0], at: 9, ...(end && { end }) }], resolved };
};

it('who resolves an offset before the work, and commits behind it, loses what fails by the resolve: kafkajs hands it to nobody again', () => {
  const lost = resolvedAt(2, { ...insert, state: 'failed' });
  expect(blamedLine(lost, LOSS, resolvedAt(2, insert))).toBe(RESOLVE);
  expect(blamedLine(lost, LOSS, resolvedAt(4, insert))).toBe(INSERT);
});

it('what is sent in a transaction has taken place as that ends: who resolves before is to blame where it is aborted', () => {
  const lost = resolvedAt(4, { ...insert, state: 'aborted' }, END);
  expect(blamedLine(lost, LOSS, resolvedAt(4, insert, END))).toBe(RESOLVE);
  expect(blamedLine(lost, LOSS, resolvedAt(10, insert, END))).toBe(END);
});

it('who resolves an offset though the call has failed, as in a finally, loses it by that; where the failure is caught it is swallowed there', () => {
  const [failed, usual] = [{ ...insert, state: 'failed' } as const, resolvedAt(4, insert)];
  const byClient = (outcome: Outcome, at = 4): Ledger => {
    const { commits, ...rest } = resolvedAt(at, outcome);
    return { ...rest, commits: commits.map(({ line: _line, ...commit }) => commit) };
  };
  expect(blamedLine(byClient(failed), LOSS, usual)).toBe(RESOLVE);
  expect(blamedLine(byClient({ ...failed, caught: END }), LOSS, usual)).toBe(END);
  expect(blamedLine(byClient({ ...failed, incarnation: 1 }), LOSS, usual)).toBe(INSERT);
  expect(blamedLine(byClient(failed, 2), LOSS, usual)).toBe(INSERT);
});

it('who resolves each offset as its work ends, of several at a time, loses one whose call has failed by the next one’s resolve', () => {
  const usual = resolvedAt(4, insert);
  const past = (failed: Outcome): Ledger => {
    const { commits, resolved = [], ...rest } = resolvedAt(5, failed);
    return {
      ...rest,
      commits: commits.map(({ line: _line, ...commit }) => commit),
      resolved: resolved.map((one) => ({ ...one, offset: 2 })),
    };
  };
  const failed = { ...insert, state: 'failed' } as const;
  expect(blamedLine(past(failed), LOSS, usual)).toBe(RESOLVE);
  expect(blamedLine(past({ ...failed, caught: END }), LOSS, usual)).toBe(END);
  expect(blamedLine(past(failed), LOSS, { ...usual, resolved: [] })).toBe(INSERT);
});

it('where it is not committed yet, a living process that has read on is stuck at the resolve all the same, and not at the call that was aborted', () => {
  const { commits: _commits, ...lost } = resolvedAt(4, { ...insert, state: 'aborted' }, END);
  const stuck = { ...LOSS, kind: 'stuck', isReadPast: true } as const;
  const alive: Ledger = { ...lost, commits: [], lives: [{ process: 0, incarnation: 0, end: 'alive' }] };
  expect(blamedLine(alive, stuck, resolvedAt(4, insert, END))).toBe(RESOLVE);
  expect(blamedLine(alive, stuck, resolvedAt(10, insert, END))).toBe(INSERT);
});
