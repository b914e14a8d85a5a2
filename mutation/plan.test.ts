import { describe, expect, it } from 'vitest';
import type { CoveredFile, CoveredTest } from './coverage.ts';
import { plan } from './plan.ts';

const test = (id: string, milliseconds: number, ...regions: number[]): CoveredTest => ({
  id,
  milliseconds,
  regions: new Set(regions),
});
const file = (path: string, regions: number[], ...tests: CoveredTest[]): CoveredFile => ({
  file: `/tree/${path}`,
  regions: new Set(regions),
  tests,
});

const paths = ['/tree/model', '/tree/census'];
const planOf = (files: readonly CoveredFile[], region: number, budgetMs = 20_000) =>
  plan(files, region, '/tree/model/broker/log.ts', paths, budgetMs);
const planned = (files: readonly CoveredFile[], region: number, budgetMs?: number) =>
  planOf(files, region, budgetMs).batches.map(({ tests }) => tests.map(({ file, ids }) => [file.slice(6), ids]));

describe('the plan of a mutant', () => {
  it('has only the tests that reach it', () => {
    const files = [file('a.test.ts', [], test('a', 1, 1), test('b', 1, 2)), file('b.test.ts', [], test('c', 1, 2))];
    expect(planned(files, 1)).toEqual([[['a.test.ts', ['a']]]]);
    expect(planned(files, 3)).toEqual([]);
  });

  it('has all tests of a file that reaches it when it is loaded', () => {
    expect(planned([file('a.test.ts', [1], test('a', 1), test('b', 1))], 1)).toEqual([[['a.test.ts', ['a', 'b']]]]);
  });

  it('begins with the tests beside the mutant, and goes on in the order of the paths, the nearest first', () => {
    const order = ['model/broker/log', 'model/broker/a', 'model/a', 'model/b/c/a', 'census/a'];
    const files = order.toReversed().map((name) => file(`${name}.test.ts`, [], test('a', 1, 1)));
    expect(planned(files, 1)).toEqual([order.map((name) => [`${name}.test.ts`, ['a']])]);
  });

  it('leaves slow tests until the quick ones are done, the quickest first, and breaks off after half a second', () => {
    const files = [
      file('model/broker/a.test.ts', [], test('slow', 9000, 1), test('quick', 1, 1)),
      file('census/b.test.ts', [], test('slow', 500, 1)),
    ];
    expect(planned(files, 1)).toEqual([
      [
        ['model/broker/a.test.ts', ['quick']],
        ['census/b.test.ts', ['slow']],
      ],
      [['model/broker/a.test.ts', ['slow']]],
    ]);
  });

  it('leaves out what does not fit into its budget, and says how much', () => {
    const files = [file('a.test.ts', [], test('a', 30, 1), test('b', 90, 1), test('c', 60, 1))];
    expect(planned(files, 1, 100)).toEqual([[['a.test.ts', ['a', 'c']]]]);
    expect(planOf(files, 1, 100).leftOut).toBe(1);
    expect(planOf(files, 1, 180).leftOut).toBe(0);
  });

  it('has one test however long it takes', () => {
    expect(planned([file('a.test.ts', [], test('a', 30, 1))], 1, 10)).toEqual([[['a.test.ts', ['a']]]]);
  });
});
