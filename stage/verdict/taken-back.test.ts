import { expect, it } from 'vitest';
import type { Outcome } from '../ledger.ts';
import { COMMIT, INSERT, ledger, LOSS, of } from '../testing/one-record.ts';
import type { Anomaly } from './anomaly.ts';
import { blamedLine } from '../testing/blamed-line.ts';

const RESET = { ...COMMIT, line: 6 };
const duplicate: Anomaly = { ...LOSS, kind: 'duplicate' };
const insert: Outcome = { ...of, what: 'insert', records: ['r0'], state: 'done', line: INSERT };
const again: Outcome = { ...insert, incarnation: 1, at: 9 };
const calm = ledger({}, [insert]);

it('a duplicate comes from whoever takes its group back behind the record at each start, where it had gone past', () => {
  const { commits, ...rest } = ledger({}, [insert, again]);
  const [past] = commits;
  const reset = { ...past, incarnation: 1, offset: -2, at: 5, line: RESET };
  const struck = (...all: typeof commits) => blamedLine({ ...rest, commits: all }, duplicate, calm);
  expect(struck({ ...past, at: 3 }, reset)).toBe(RESET);
  expect(struck(reset)).toBe(INSERT);
  expect(struck({ ...past, at: 3 }, { ...reset, at: 10 })).toBe(INSERT);
  expect(struck({ ...past, at: 3, group: 'other' }, reset)).toBe(INSERT);
});
