import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FingerprintSet } from './fingerprint-set.ts';

const half = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

describe('a set of fingerprints', () => {
  it('behaves like a set of pairs while it grows, zero included', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ high: half, low: half }), { maxLength: 200, size: 'max' }), (fingerprints) => {
        const set = new FingerprintSet({ capacity: 4 });
        const reference = new Set<string>();
        for (const fingerprint of fingerprints) {
          const key = `${fingerprint.high}:${fingerprint.low}`;
          expect(set.has(fingerprint)).toBe(reference.has(key));
          expect(set.add(fingerprint)).toBe(!reference.has(key));
          expect(set.has(fingerprint)).toBe(true);
          reference.add(key);
          expect(set.size).toBe(reference.size);
        }
      }),
    );
  });

  it('numbers them in the order of their arrival when it is told to, zero included', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ high: half, low: half }), { maxLength: 200, size: 'max' }), (fingerprints) => {
        const set = new FingerprintSet({ capacity: 4, numbered: true });
        const numbers = new Map<string, number>();
        for (const fingerprint of fingerprints) {
          const key = `${fingerprint.high}:${fingerprint.low}`;
          if (set.add(fingerprint)) numbers.set(key, numbers.size);
          expect(set.latest).toBe(numbers.get(key));
        }
        const visited = new Map<string, number>();
        set.forEach((high, low, number) => visited.set(`${high >>> 0}:${low >>> 0}`, number));
        expect(visited).toEqual(numbers);
      }),
    );
  });
});
