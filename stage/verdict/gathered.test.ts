import { expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { ledgerOf } from '../testing/ledger.ts';
import { expectedOf } from './expected.ts';
import { judge } from './judge.ts';
import { keptOf } from './kept.ts';

/** A ledger of what is put under one key, one after the other: the records that are in it. */
function puts(...rows: readonly (readonly string[])[]): Ledger {
  const ledger = ledgerOf({ records: 3, outcomes: rows.map(() => 'put r0') });
  const seen = new Set<string>();
  const outcomes = ledger.outcomes.map((one, at) => {
    const records = rows[at].filter((id) => !seen.has(id));
    for (const id of records) seen.add(id);
    const state = records.length === 0 ? ('repeated' as const) : ('done' as const);
    return { ...one, state, records, replaced: [{ key: 'total', records: rows[at] }] };
  });
  return { ...ledger, outcomes };
}

/** A ledger of rows, each under its key: `0 r0`. */
function rows(...written: readonly string[]): Ledger {
  const ledger = ledgerOf({ records: 2, outcomes: written.map((row) => `put ${row.split(' ')[1]}`) });
  const outcomes = ledger.outcomes.map((one, at) => ({
    ...one,
    replaced: [{ key: written[at].split(' ')[0], records: one.records }],
  }));
  return { ...ledger, outcomes };
}

const TOTAL = puts(['r0'], ['r0', 'r1'], ['r0', 'r1', 'r2']);

const found = (ledger: Ledger, calm = TOTAL): string[] =>
  judge(ledger, expectedOf(calm)).map(({ kind, record }) => `${kind} ${record}`);

it('is lost where a process that starts again has forgotten what it had gathered, and puts the rest in its place', () => {
  const forgotten = puts(['r0'], ['r1'], ['r1', 'r2']);
  expect(judge(forgotten, expectedOf(TOTAL))).toEqual([
    {
      kind: 'loss',
      record: 'r0',
      what: 'put',
      because:
        'put took place for the record at 0 of orders/0, and what took its place under the same key has nothing of it',
      isReplaced: true,
    },
  ]);
  expect(found({ ...forgotten, atRest: false })).toEqual([]);
});

it('is there where it comes again, or all of it is put once more', () => {
  expect(found(TOTAL)).toEqual([]);
  expect(found(puts(['r0'], ['r1'], ['r0', 'r1', 'r2']))).toEqual([]);
  expect(found(puts(['r0', 'r1', 'r2'], ['r0', 'r1', 'r2']))).toEqual([]);
});

it('is a duplicate where it is in it once more than when nothing goes wrong: what was read is put back with it added again', () => {
  expect(judge(puts(['r0'], ['r0', 'r0'], ['r0', 'r0', 'r1', 'r2']), expectedOf(TOTAL))).toEqual([
    {
      kind: 'duplicate',
      record: 'r0',
      what: 'put',
      because: 'put has the record at 0 of orders/0 twice under one key, and once when nothing goes wrong',
    },
  ]);
  const named = puts(['r0', 'r0'], ['r0', 'r0', 'r1'], ['r0', 'r0', 'r1', 'r2']);
  expect(found(named, named)).toEqual([]);
});

it('is lost where another record comes to the key that it has for itself when nothing goes wrong, and is not counted there', () => {
  const alone = rows('0 r0', '1 r1');
  expect(found(rows('0 r0', '0 r1'), alone)).toEqual(['loss r0']);
  const [first, second] = rows('0 r0', '1 r1').outcomes;
  const twice = { ...first, replaced: [{ key: '0', records: ['r0', 'r0'] }] };
  expect(found({ ...alone, outcomes: [twice, second] }, alone)).toEqual([]);
});

it('is promised nothing where a process has one key alone: that says how far it is', () => {
  const { outcomes, ...rest } = rows('0 r0', '1 r1');
  const each = { ...rest, outcomes: outcomes.map((one, process) => ({ ...one, process })) };
  expect(keptOf(each)).toEqual(new Map());
  expect(found(rows('0 r0', '0 r1'), each)).toEqual([]);
});

it('is disorder, and that alone, where an older one stays', () => {
  expect(found(puts(['r0'], ['r0', 'r1'], ['r0', 'r1', 'r2'], ['r0', 'r1']))).toEqual(['disorder r1']);
});

it('is promised of nothing that is replaced when nothing goes wrong: the last of a customer, the last two of all', () => {
  const last = puts(['r0'], ['r1'], ['r2']);
  expect(keptOf(last)).toEqual(new Map());
  expect(found(puts(['r0'], ['r2']), last)).toEqual(['loss r1']);
  expect(keptOf(puts(['r0'], ['r0', 'r1'], ['r1', 'r2']))).toEqual(new Map());
  expect(keptOf(puts(['r0', 'r1'], ['r0', 'r1']))).toEqual(new Map());
  expect(found(puts(['r0'], ['r1']), puts(['r0', 'r1']))).toEqual([]);
  expect(keptOf(TOTAL).get('total')).toEqual(
    new Map([
      ['r0', 1],
      ['r1', 1],
      ['r2', 1],
    ]),
  );
});
