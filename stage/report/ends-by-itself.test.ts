import { expect, it } from 'vitest';
import type { Life } from '../ledger.ts';
import { ledgerOf } from '../testing/ledger.ts';
import { endsByItself } from './ends-by-itself.ts';

const livedBy = (...lives: readonly Omit<Life, 'process' | 'incarnation'>[]) => ({
  ...ledgerOf({}),
  lives: lives.map((life, incarnation) => ({ process: 0, incarnation, ...life })),
});

it('an exception, or an exit with another code than 0, without a fault is told once, with its line', () => {
  const threw = {
    end: 'threw',
    reason: 'TypeError: Cannot read properties of undefined',
    line: { file: 'consumer.ts', line: 9, column: 5 },
  } as const;
  expect(endsByItself(livedBy(threw, threw, { end: 'exited', reason: '1' }, { end: 'alive' }))).toEqual([
    'without any fault process 0 ends by an exception that nobody catches, TypeError: Cannot read properties of undefined (consumer.ts:9), and starts again',
    'without any fault process 0 ends with exit code 1, and starts again',
  ]);
});

it('nothing is said of a program that lives on, or has done its work', () => {
  expect(endsByItself(livedBy({ end: 'alive' }, { end: 'exited', reason: '0' }))).toEqual([]);
});
