import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disjoint, isCovered, type Range } from './ranges.ts';

const ranges = fc.array(fc.record({ first: fc.nat(30), runs: fc.integer({ min: 1, max: 12 }) }), { maxLength: 8 });

/** The most runs of ranges that do not overlap, found by trying all choices. */
function most(left: readonly Range[]): number {
  const [range, ...others] = left;
  if (range === undefined) return 0;
  const apart = others.filter(({ first, runs }) => first >= range.first + range.runs || first + runs <= range.first);
  return Math.max(most(others), range.runs + most(apart));
}

describe('ranges of random runs', () => {
  it('that may be added up do not overlap, and have as many runs as there can be', () => {
    fc.assert(
      fc.property(ranges, (given) => {
        const kept = disjoint(given);
        const gaps = kept.slice(1).map(({ first }, index) => first - kept[index].first - kept[index].runs);
        expect(Math.min(0, ...gaps)).toBe(0);
        expect(kept.reduce((sum, { runs }) => sum + runs, 0)).toBe(most(given));
      }),
    );
  });

  it('that may be added up are the same in any order', () => {
    fc.assert(
      fc.property(ranges, (given) => {
        expect(disjoint(given.toReversed())).toEqual(disjoint(given));
      }),
    );
  });

  it('cover another one when each of its runs is in one of them', () => {
    fc.assert(
      fc.property(ranges, fc.nat(30), fc.integer({ min: 1, max: 12 }), (given, first, runs) => {
        const has = (run: number): boolean =>
          given.some((range) => run >= range.first && run < range.first + range.runs);
        const all = Array.from({ length: runs }, (_, index) => first + index).every(has);
        expect(isCovered({ first, runs }, given)).toBe(all);
      }),
    );
  });
});
