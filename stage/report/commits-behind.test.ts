import { expect, it } from 'vitest';
import { ledgerOf } from '../testing/ledger.ts';
import { commitsBehind } from './commits-behind.ts';

it('an offset behind the end of the log is told, as by `message.offset + 1`, which makes "11" of "1"', () => {
  expect(commitsBehind(ledgerOf({ committed: 2 }))).toEqual([]);
  expect(commitsBehind(ledgerOf({ committed: 11 }))).toEqual([
    'group g has committed offset 11 of orders/0, which ends at 2: what comes there next may be skipped',
  ]);
  const { commits, ...ledger } = ledgerOf({ committed: 11 });
  const line = { file: 'a.ts', line: 7, column: 3 };
  expect(commitsBehind({ ...ledger, commits: commits.map((one) => ({ ...one, line })) })).toEqual([
    'group g has committed offset 11 of orders/0, which ends at 2, at a.ts:7: what comes there next may be skipped',
  ]);
});

it('nothing is said of a partition into which the program writes', () => {
  const ledger = ledgerOf({ committed: 3, outcomes: ['topic r0'] });
  const place = { topic: 'orders', partition: 0, offset: 2 };
  expect(commitsBehind({ ...ledger, outcomes: ledger.outcomes.map((one) => ({ ...one, place })) })).toEqual([]);
});
