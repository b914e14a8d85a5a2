import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../ledger.ts';
import { ledgerOf } from '../testing/ledger.ts';
import { expectedOf } from './expected.ts';
import { blamedLine } from '../testing/blamed-line.ts';
import { judge } from './judge.ts';

/** A ledger of one record, by what was written of it: `audit`, `order failed`. Each by a line of its own. */
function storing(...written: readonly string[]): Ledger {
  const ledger = ledgerOf({ records: 1 });
  const outcomes = written.map((words, at): Outcome => {
    const [table, state = 'done'] = words.split(' ');
    const line = { file: 'consumer.ts', line: table === 'audit' ? 11 : 12, column: 3 };
    const content = `INSERT INTO ${table} VALUES ('r0')`;
    return { what: 'query', records: ['r0'], content, state: state as 'done', line, process: 0, incarnation: 0, at };
  });
  return { ...ledger, outcomes };
}

const found = (calm: Ledger, ledger: Ledger): string[] =>
  judge(ledger, expectedOf(calm)).map(
    (one) => `${one.kind}, line ${blamedLine(ledger, one, calm)?.line}: ${one.because}`,
  );

const BOTH = storing('audit', 'order');

it('two things that a record comes to by one function are both expected of it, each once', () => {
  expect(found(BOTH, BOTH)).toEqual([]);
  expect(found(BOTH, storing('audit', 'order', 'audit', 'order'))).toEqual([
    'duplicate, line 11: query took place 4 times, and twice when nothing goes wrong',
  ]);
});

it('one of them is lost where the other took place, also where that did so twice', () => {
  const loss =
    'loss, line 12: group g has committed offset 1, and query took place once for the record at 0, and twice when nothing goes wrong';
  expect(found(BOTH, storing('audit'))).toEqual([loss]);
  expect(found(BOTH, storing('audit', 'order failed'))).toEqual([loss]);
  expect(found(BOTH, storing('audit', 'audit')).map((words) => words.split(':')[0])).toEqual([
    'duplicate, line 11',
    'loss, line 12',
  ]);
});

it('the statement that never took place is named, where no other of its table did', () => {
  const calling = (...tables: readonly string[]): Ledger => {
    const all = storing(...tables);
    const asCalled = (one: Outcome): Outcome => ({ ...one, content: `[ "${one.content}", [ ${one.at} ] ]` });
    return { ...all, outcomes: all.outcomes.map(asCalled) };
  };
  const losses = (calm: Ledger, ledger: Ledger): string[] =>
    found(calm, ledger).filter((one) => one.startsWith('loss'));
  const [loss] = losses(calling('inbox', 'ledger'), calling('inbox'));
  expect(loss).toMatch(
    /query took place once for the record at 0, and twice when nothing goes wrong, but never as INSERT INTO ledger$/u,
  );
  const [ofTwo] = losses(calling('ledger', 'ledger'), calling('ledger'));
  expect(ofTwo).toMatch(/and twice when nothing goes wrong$/u);
});

it('the same thing twice is a duplicate, also without a fault, and also where a time of day or an identifier is in it', () => {
  const twice = storing('audit', 'audit');
  expect(found(twice, twice)).toHaveLength(1);
  const stamps = [
    '2026-01-01T00:00:03.048Z 7f3c2a1e-0b5d-4c6f-8a9b-001122334455',
    '2026-01-01T00:01:13.050Z 0a1b2c3d-0b5d-4c6f-8a9b-554433221100',
  ];
  const stamped = {
    ...twice,
    outcomes: twice.outcomes.map((one, index) => ({ ...one, content: `at ${stamps[index]}` })),
  };
  expect(found(stamped, stamped)).toHaveLength(1);
});

it('rows that are gathered and written again with others are duplicates: their contents are not compared', () => {
  const gathered = { ...ledgerOf({ outcomes: [] }) };
  const flush = (records: readonly string[], at: number): Outcome => {
    return { what: 'flush', records, content: records.join(), state: 'done', process: 0, incarnation: 0, at };
  };
  const again = { ...gathered, outcomes: [flush(['r0'], 0), flush(['r0', 'r1'], 1)] };
  expect(found(again, again)).toHaveLength(1);
});

it('where something else came in their place, no more is expected than that something did', () => {
  expect(found(BOTH, storing('failure'))).toEqual([]);
  expect(found(BOTH, storing('failure', 'audit', 'order'))).toHaveLength(1);
});
