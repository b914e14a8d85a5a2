import { expect, it } from 'vitest';
import type { Outcome } from '../ledger.ts';
import { INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import type { Anomaly } from './anomaly.ts';
import { blamedLine } from '../testing/blamed-line.ts';
import { ownerOf } from './owner.ts';

const stuck: Anomaly = { ...LOSS, kind: 'stuck' };
const read: Outcome = { ...of, what: 'insert', content: 'r1', records: ['r1'], state: 'done', line: INSERT };
const round = (...outcomes: readonly Outcome[]) => ({
  ...ledger({}, outcomes),
  lives: [{ process: 0, incarnation: 0, end: 'alive' } as const],
});

it('a program that reads the same record over and over without any fault is stuck at what it does with it, and not by its client', () => {
  const still = round(read, read, read);
  expect(blamedLine(still, stuck, still)).toBe(INSERT);
  expect(ownerOf(still, stuck, INSERT, still)).toBe('user');
});

it('twice is no round, nor is what differs, nor what a process has done that is gone', () => {
  const twice = round(read, read);
  expect(blamedLine(twice, stuck, twice)).toBeUndefined();
  const other = round(read, read, { ...read, content: 'r1 later' });
  expect(blamedLine(other, stuck, other)).toBeUndefined();
  const gone = { ...round(read, read, read), lives: [] };
  expect(blamedLine(gone, stuck, gone)).toBeUndefined();
});

it('what goes round behind a fault may be the client that stands still', () => {
  expect(blamedLine(round(read, read, read), stuck, ledger({}, [{ ...read, records: ['r0'] }]))).toBeUndefined();
});
