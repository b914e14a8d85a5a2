import { describe, expect, it } from 'vitest';
import { differencesBetween } from './comparisons.ts';

const ours = { distinct: 10, generated: 30, depth: 5, violated: [] };

describe('two searches of one system', () => {
  it('agree when their counts are the same and neither finds a violation', () => {
    expect(differencesBetween('alo, TLC', ours, { distinct: 10, generated: 30, depth: 5, violated: null })).toEqual([]);
  });

  it('agree when the other one, searching depth-first, has no depth to compare', () => {
    expect(differencesBetween('alo, SPIN', ours, { distinct: 10, generated: 30, depth: null, violated: null })).toEqual(
      [],
    );
  });

  it('differ in each count that is not the same', () => {
    expect(differencesBetween('alo, TLC', ours, { distinct: 11, generated: 31, depth: 6, violated: null })).toEqual([
      'alo, TLC: distinct is 11 there and 10 here',
      'alo, TLC: generated is 31 there and 30 here',
      'alo, TLC: depth is 6 there and 5 here',
    ]);
  });

  it('differ when one finds a violation, since both stand for systems that have none', () => {
    const theirs = { distinct: 10, generated: 30, depth: 5, violated: 'NoLoss' };
    expect(differencesBetween('alo, TLC', ours, theirs)).toEqual(['alo, TLC: it finds NoLoss violated']);
    expect(differencesBetween('alo, TLC', { ...ours, violated: ['NoLoss'] }, { ...theirs, violated: null })).toEqual([
      'alo, TLC: our search finds NoLoss violated',
    ]);
  });
});
