import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../ledger.ts';
import { COMMIT, INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import { blamedLine } from '../testing/blamed-line.ts';

const MARK = { ...INSERT, line: 11 };
const marked: Outcome = { ...of, at: 0, what: 'mark', records: ['r0'], state: 'done', line: MARK };
const inserted: Outcome = { ...marked, at: 1, what: 'insert', line: INSERT };
const calm = ledger({}, [marked, inserted]);

/** A life that has ended once this had taken place; the next one has the record again, and commits past it. */
const ended = (...outcomes: readonly Outcome[]): Ledger => {
  const { commits, ...rest } = ledger({}, outcomes);
  return { ...rest, commits: commits.map((one) => ({ ...one, at: 5, incarnation: 1, line: COMMIT })) };
};

it('a loss of a record that was noted as done, and that whoever had it again went past, comes from the note', () => {
  expect(blamedLine(ended(marked), LOSS, calm)).toBe(MARK);
});

it('so it does where the note has nothing of the record in it, as an offset of the program’s own', () => {
  const offset = { ...marked, records: [] };
  expect(blamedLine(ended(offset), LOSS, ledger({}, [offset, inserted]))).toBe(MARK);
});

it('so it does where the note is a lock that whoever has the record again finds taken', () => {
  const taken = { ...marked, at: 3, incarnation: 1, state: 'repeated' } as const;
  expect(blamedLine(ended(marked, taken), LOSS, calm)).toBe(MARK);
});

it('so it does where who asks for the lock is answered that it is taken, and nothing but its client commits', () => {
  const again = { ...marked, at: 3, incarnation: 1 };
  const { commits, ...rest } = ended(marked, again);
  const byClient = { ...rest, commits: commits.map(({ line: _line, ...one }) => one) };
  expect(blamedLine(byClient, LOSS, calm)).toBe(MARK);
});

it('what is called again for the record was no note, nor what its own life has committed past, nor what comes after the outcome when nothing goes wrong', () => {
  const again = { ...marked, at: 3, incarnation: 1 };
  expect(blamedLine(ended(marked, again), LOSS, calm)).toBe(COMMIT);
  expect(blamedLine(ledger({ line: COMMIT }, [marked]), LOSS, calm)).toBe(COMMIT);
  expect(blamedLine(ended(marked), LOSS, ledger({}, [inserted, { ...marked, at: 2 }]))).toBe(COMMIT);
});

it('a lock that is kept though the work has failed loses what is handed over once more, whether it says that it is taken or cannot be asked first', () => {
  const failed: Outcome = { ...inserted, state: 'failed' };
  const taken = { ...marked, at: 3, state: 'repeated' } as const;
  const lost = (...later: readonly Outcome[]): Ledger => ledger({}, [marked, failed, ...later]);
  expect(blamedLine(lost(taken), LOSS, calm)).toBe(MARK);
  expect(blamedLine(lost({ ...taken, state: 'failed' }, { ...taken, state: 'done' }), LOSS, calm)).toBe(MARK);
  expect(blamedLine(lost(taken, { ...failed, at: 4 }), LOSS, calm)).toBe(INSERT);
  expect(blamedLine(lost({ ...taken, what: 'audit' }), LOSS, calm)).toBe(INSERT);
  expect(blamedLine(ledger({}, [marked, { ...failed, caught: COMMIT }, taken]), LOSS, calm)).toBe(COMMIT);
});

it('where a relay lets go of what it sends, and notes it as sent, the loss comes from that send, of which nobody has seen anything yet', () => {
  const sent: Outcome = { ...inserted, what: 'topic invoices', place: { topic: 'invoices', partition: 0, offset: 0 } };
  const loss = { ...LOSS, what: 'topic invoices' };
  const { commits: _commits, ...rest } = ledger({}, [marked]);
  const lives = [{ process: 0, incarnation: 0, end: 'crashed' } as const];
  const relay: Ledger = { ...rest, commits: [], lives };
  expect(blamedLine(relay, loss, ledger({}, [marked, { ...sent, isLetGo: true }]))).toBe(INSERT);
  expect(blamedLine(relay, loss, ledger({}, [marked, sent]))).toBe(MARK);
});
