import { expect, it } from 'vitest';
import { ledgerOf } from '../testing/ledger.ts';
import { commitsNothing } from './commits-nothing.ts';

const done = ledgerOf({ outcomes: ['insert r0', 'insert r1'], committed: 0 });

it('what is done and never committed without a fault is told, as where commitOffsetsIfNecessary() never finds it necessary', () => {
  expect(commitsNothing(done)).toEqual([
    expect.stringMatching(/^nothing of orders\/0 is committed, even without a fault: whatever starts again reads all/),
  ]);
  expect(commitsNothing({ ...done, commits: [] })).toHaveLength(1);
});

it('an offset of kafkajs’s for a group that has committed nothing is no commit', () => {
  expect(commitsNothing(ledgerOf({ outcomes: ['insert r0'], committed: -1 }))).toHaveLength(1);
});

it('nothing is said where something is committed, where nothing is done, and of what nobody reads', () => {
  expect(commitsNothing(ledgerOf({ outcomes: ['insert r0'], committed: 1 }))).toEqual([]);
  expect(commitsNothing(ledgerOf({ outcomes: ['insert r0 failed'], committed: 0 }))).toEqual([]);
  expect(commitsNothing({ ...done, fetched: [] })).toEqual([]);
});

it('nothing is said of a run that did not come to rest', () => {
  expect(commitsNothing({ ...done, atRest: false })).toEqual([]);
});

it('what is committed for a group as which nobody consumes is told with its line', () => {
  const line = { file: 'a.ts', line: 7, column: 3 };
  const [commit] = ledgerOf({ committed: 2 }).commits;
  const [told] = commitsNothing({ ...done, commits: [], astray: [{ ...commit, group: 'other', line }] });
  expect(told).toMatch(/; what is committed is for a group as which nobody consumes: other, at a\.ts:7$/);
});

it('a group that commits, and begins from nothing of that, is told as such: `mode: "earliest"` of @platformatic/kafka', () => {
  const line = { file: 'a.ts', line: 7, column: 3 };
  const [commit] = ledgerOf({ committed: 2 }).commits;
  const unasked = { ...done, commits: [], astray: [{ ...commit, line }], joined: ['g'] };
  expect(commitsNothing(unasked)).toEqual([
    expect.stringMatching(
      /^no consumer begins from what is committed of orders\/0 \(g, at a\.ts:7\): whatever starts again reads all/,
    ),
  ]);
});
