import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedFingerprints } from './shared-fingerprints.ts';

const half = fc.oneof(fc.constantFrom(0, 1, -1), fc.integer());
const claims = fc.array(fc.record({ high: half, low: half, index: fc.nat(50) }), { maxLength: 200, size: 'max' });

describe('a shared set of fingerprints', () => {
  it('gives each fingerprint to the least index that claims it', () => {
    fc.assert(
      fc.property(claims, (claimed) => {
        const set = SharedFingerprints.ofCapacity(1);
        const least = new Map<string, number>();
        const places = new Map<string, number>();
        for (const { high, low, index } of claimed) {
          const key = `${high}:${low}`;
          const place = set.claim(high, low, index, 0);
          expect(place >= 0).toBe(index < (least.get(key) ?? Infinity));
          if (place < 0) continue;
          expect(places.get(key) ?? place).toBe(place);
          places.set(key, place);
          least.set(key, index);
        }
        const larger = set.larger();
        for (const [key, place] of places) {
          expect(set.owner(place)).toBe(least.get(key));
          expect(larger.owner(larger.placeFrom(set, place))).toBe(least.get(key));
        }
        expect(new Set(places.values()).size).toBe(places.size);
      }),
    );
  });

  it('gives nothing that an earlier level has discovered, nor what was there before', () => {
    const set = SharedFingerprints.ofCapacity(1);
    set.addOld(7, 0, 3);
    expect(set.claim(7, 0, 5, 4)).toBe(-1);
    expect([set.isPending(set.latest, 4), set.numberAt(set.latest)]).toEqual([false, 3]);
    const numbered = set.claim(7, 1, 6, 4);
    const other = set.claim(7, 2, 6, 4);
    expect([set.isPending(numbered, 4), set.isPending(other, 4)]).toEqual([true, true]);
    set.noteNumber(numbered, 8);
    expect([set.claim(7, 1, 7, 7), set.claim(7, 2, 7, 7)]).toEqual([-1, -1]);
    expect([set.isPending(numbered, 7), set.isPending(other, 7)]).toEqual([false, false]);
    expect(set.numberAt(numbered)).toBe(8);
  });
});
