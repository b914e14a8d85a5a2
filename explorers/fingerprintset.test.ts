import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FingerprintSet } from './fingerprintset.ts';

const half = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

describe('a set of fingerprints', () => {
  it('behaves like a set of pairs while it grows, zero included', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ high: half, low: half }), { maxLength: 200, size: 'max' }), (fingerprints) => {
        const set = new FingerprintSet(4);
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
});
