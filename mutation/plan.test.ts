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

const planned = (files: readonly CoveredFile[], region: number) =>
  plan(files, region, '/tree/model/broker/log.ts').map(({ tests }) => tests.map(({ file, ids }) => [file, ids]));

describe('the plan of a mutant', () => {
  it('has only the tests that reach it', () => {
    const files = [file('a.test.ts', [], test('a', 1, 1), test('b', 1, 2)), file('b.test.ts', [], test('c', 1, 2))];
    expect(planned(files, 1)).toEqual([[['/tree/a.test.ts', ['a']]]]);
    expect(planned(files, 3)).toEqual([]);
  });

  it('has all tests of a file that reaches it when it is loaded', () => {
    expect(planned([file('a.test.ts', [1], test('a', 1), test('b', 1))], 1)).toEqual([[['/tree/a.test.ts', null]]]);
  });

  it('begins with the tests beside the mutant', () => {
    const files = ['a.test.ts', 'model/a.test.ts', 'model/broker/a.test.ts', 'model/broker/log.test.ts'].map((path) =>
      file(path, [], test('a', 1, 1)),
    );
    const [[...order]] = planned(files, 1);
    expect(order.map(([path]) => path)).toEqual(files.map(({ file }) => file).reverse());
  });

  it('leaves slow tests until the quick ones are done, the quickest file first', () => {
    const files = [
      file('model/broker/a.test.ts', [], test('slow', 9000, 1), test('quick', 1, 1)),
      file('b.test.ts', [], test('slow', 500, 1)),
    ];
    expect(planned(files, 1)).toEqual([
      [['/tree/model/broker/a.test.ts', ['quick']]],
      [
        ['/tree/b.test.ts', ['slow']],
        ['/tree/model/broker/a.test.ts', ['slow']],
      ],
    ]);
  });
});
