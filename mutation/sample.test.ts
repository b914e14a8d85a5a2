import { describe, expect, it } from 'vitest';
import { confidence, sample } from './sample.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index);

describe('a sample', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(sample(hundred, 10, 'a')).toEqual(sample(hundred, 10, 'a'));
    expect(sample(hundred, 10, 'a')).not.toEqual(sample(hundred, 10, 'b'));
  });

  it('has no item twice, and keeps their order', () => {
    const some = sample(hundred, 30, 'a');
    expect(some.length).toBe(30);
    expect(some).toEqual([...new Set(some)].sort((a, b) => a - b));
  });

  it('is everything where there is no more', () => {
    expect(sample([1, 2, 3], 10, 'a')).toEqual([1, 2, 3]);
  });
});

describe('the confidence in a share', () => {
  it('is as the tables of the Wilson interval have it', () => {
    const { low, high } = confidence(81, 100);
    expect([low, high].map((share) => share.toFixed(3))).toEqual(['0.722', '0.875']);
  });

  it('stays between nothing and all', () => {
    expect(confidence(0, 0)).toEqual({ low: 0, high: 1 });
    expect(confidence(10, 10).high).toBeCloseTo(1);
    expect(confidence(0, 10).low).toBeCloseTo(0);
  });
});
