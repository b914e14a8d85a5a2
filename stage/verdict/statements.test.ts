import { expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { ledgerOf } from '../testing/ledger.ts';
import { expectedOf, insteadOf } from './expected.ts';
import { judge } from './judge.ts';
import { statementsOf } from './statements.ts';

/** A ledger of what is written by one function: records, and what it is called with. */
function queries(...calls: readonly (readonly [record: string, content: string])[]): Ledger {
  const ledger = ledgerOf({ outcomes: calls.map(([record]) => `query ${record}`) });
  return { ...ledger, outcomes: ledger.outcomes.map((one, at) => ({ ...one, content: calls[at][1] })) };
}

const ORDER = "[ 'INSERT INTO orders (id) VALUES ($1)', [ 'r' ] ]";
const FAILURE = "[ 'UPDATE failures SET last = $1', [ 'r' ] ]";
const CALM = queries(['r0', ORDER], ['r1', ORDER]);

const found = (ledger: Ledger, calm = CALM): string[] =>
  judge(ledger, expectedOf(calm)).map(({ kind, record }) => `${kind} ${record}`);

it('is another outcome where the table is none of those that are written to when nothing goes wrong, and stands in its place', () => {
  const swallowed = queries(['r0', FAILURE], ['r1', ORDER]);
  expect(found(swallowed)).toEqual([]);
  expect(insteadOf(swallowed, expectedOf(CALM), 'r0')).toEqual(['query (UPDATE failures)']);
  expect(insteadOf(swallowed, expectedOf(CALM), 'r1')).toEqual([]);
  const declared = { ...expectedOf(CALM), isDeclared: true };
  expect(judge(swallowed, declared).map(({ kind, record }) => `${kind} ${record}`)).toEqual(['loss r0']);
});

it('is no duplicate beside the one that is expected', () => {
  expect(found(queries(['r0', ORDER], ['r0', FAILURE], ['r1', ORDER]))).toEqual([]);
  expect(found(queries(['r0', ORDER], ['r0', ORDER], ['r1', ORDER]))).toEqual(['duplicate r0']);
  const raised = "[ 'UPDATE Orders SET amount = amount + $1', [ 'r' ] ]";
  expect(found(queries(['r0', ORDER], ['r0', raised], ['r1', ORDER]))).toEqual(['duplicate r0']);
});

it('is told by where it writes, however many rows, and of functions alone that are called with nothing else', () => {
  const many = "[ 'insert into\\n' + '  orders (id) VALUES ($1), ($2)', [ 'r', 's' ] ]";
  expect(statementsOf(queries(['r0', ORDER], ['r1', many]))).toEqual(new Map([['query', new Set(['orders'])]]));
  expect(statementsOf(queries(['r0', ORDER], ['r1', "[ { text: 'x' } ]"]))).toEqual(new Map());
});
