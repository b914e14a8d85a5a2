import { describe, expect, it } from 'vitest';
import { fastCheckSeed } from './fast-check-seed.ts';

describe('a seed', () => {
  it('becomes 32 bits, and is kept where it is 32 bits already', () => {
    expect(['0', '42', '-7', '2147483647'].map(fastCheckSeed)).toEqual([0, 42, -7, 2147483647]);
    for (const seed of ['', 'a', '007', '2147483648', '1e3']) expect(fastCheckSeed(seed) | 0).toBe(fastCheckSeed(seed));
    expect(fastCheckSeed('a')).not.toBe(fastCheckSeed('b'));
  });
});
