import { expect, it } from 'vitest';
import { fields, ONE } from '../../../model/layout.ts';
import type { Query } from '../../../model/query.ts';
import { Decisions } from './decisions.ts';
import { ImpureRuleError } from './impure-rule-error.ts';
import { QueryMemory } from './query-memory.ts';
import { StateMemory } from './state-memory.ts';

interface Pair {
  readonly one: number;
  readonly other: number;
}

const query = (name: keyof Pair): Query<Pair, number> => ({ name, of: (state) => state[name] });
const one = query('one');
const other = query('other');

const memory = new StateMemory<Pair>(fields<Pair>({ one: ONE, other: ONE }), { one: 0, other: 0 });
const queries = new QueryMemory(memory);
const row = (pair: Pair): Int32Array => Int32Array.from(memory.rowOf(pair));

it('what was decided once is known by the answers alone, and what it depends on is what was asked', () => {
  let times = 0;
  const larger = new Decisions<Pair, string>(queries, 'which is larger', (ask) => {
    times += 1;
    return ask(one) === 0 ? 'the other' : ask(other) > ask(one) ? 'still the other' : 'the one';
  });
  const asked = (pair: Pair): readonly [string, number] => {
    const answers = new Set<number>();
    return [larger.of(row(pair), (answer) => answers.add(answer)), answers.size];
  };
  for (let again = 0; again < 2; again += 1) {
    expect(asked({ one: 0, other: 1 })).toEqual(['the other', 1]);
    expect(asked({ one: 0, other: 2 })).toEqual(['the other', 1]);
    expect(asked({ one: 2, other: 1 })).toEqual(['the one', 2]);
    expect(asked({ one: 2, other: 3 })).toEqual(['still the other', 2]);
  }
  expect(times).toBe(3);
});

it('a decision that depends on more than it asks is found out', () => {
  const asks = [one, other];
  const fickle = new Decisions<Pair, number>(queries, 'which is taken', (ask) => ask(asks.shift() ?? one));
  fickle.of(row({ one: 1, other: 1 }));
  expect(() => fickle.of(row({ one: 2, other: 1 }))).toThrow(ImpureRuleError);
});
