import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../ledger.ts';
import { COMMIT, INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import { blamedLine } from '../testing/blamed-line.ts';

const QUEUE = { ...INSERT, line: 20 };
const KEPT = { ...INSERT, line: 21 };
const insert: Outcome = { ...of, what: 'insert', records: ['r0'], state: 'done', line: INSERT, at: 3 };

/** A run in which the handler had come to its end then, and its client committed behind it. */
const handledAt = (at: number, outcomes: readonly Outcome[], commitLine = {}): Ledger => ({
  ...ledger(commitLine, outcomes),
  handled: [{ ...of, topic: 'orders', partition: 0, offset: 1, at, line: QUEUE }],
});

it('where a handler comes to its end before the work, as it does when all is well, it loses what its process takes with it', () => {
  const calm = handledAt(2, [insert]);
  expect(blamedLine(handledAt(2, []), LOSS, calm)).toBe(QUEUE);
  const begun = (kept = {}): Ledger => ({
    ...handledAt(2, []),
    begun: [{ ...of, what: 'insert', records: ['r0'], line: INSERT, ...kept }],
  });
  expect(blamedLine(begun(), LOSS, calm)).toBe(QUEUE);
  // A line that keeps the call is nearer to what is wrong.
  expect(blamedLine(begun({ kept: KEPT }), LOSS, calm)).toBe(KEPT);
  const failed: Outcome = { ...insert, state: 'failed', caught: KEPT };
  expect(blamedLine(handledAt(2, [failed]), LOSS, calm)).toBe(QUEUE);
});

it('not where it waits for the work, or the program commits by itself', () => {
  expect(blamedLine(handledAt(3, []), LOSS, handledAt(3, [insert]))).toBe(INSERT);
  expect(blamedLine(handledAt(2, [], { line: COMMIT }), LOSS, handledAt(2, [insert], { line: COMMIT }))).toBe(COMMIT);
});

it('not where it has brought about something else by then, nor where it has sent what nobody hears of', () => {
  const sentOn: Outcome = { ...insert, what: 'topic placed', at: 1 };
  expect(blamedLine(handledAt(2, [sentOn]), LOSS, handledAt(2, [sentOn, insert]))).toBe(INSERT);
  expect(blamedLine(handledAt(2, []), LOSS, handledAt(2, [{ ...insert, isUnanswered: true }]))).toBe(INSERT);
});

it('a record that its handler keeps, where it does not when all is well, is lost by that as others are', () => {
  const records = ['r0', 'r1'].map((id, offset) => ({ id, topic: 'orders', partition: 0, offset }));
  const both: Outcome = { ...insert, records: ['r0', 'r1'] };
  const later = { ...of, topic: 'orders', partition: 0, offset: 2, at: 5, line: KEPT };
  const run = (outcomes: readonly Outcome[]): Ledger => {
    const { commits, handled = [], ...rest } = handledAt(2, outcomes);
    return { ...rest, records, commits: [{ ...commits[0], offset: 2 }], handled: [...handled, later] };
  };
  const lost = { ...LOSS, record: 'r1' };
  expect(blamedLine(run([]), lost, run([both]))).toBe(KEPT);
  expect(blamedLine(run([{ ...both, state: 'failed' }]), lost, run([both]))).toBe(INSERT);
});
