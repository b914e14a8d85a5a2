import { describe, expect, it } from 'vitest';
import type { Sighting } from './ledger.ts';
import { timesSeen, withSighting } from './sightings.ts';

const entry = (value: number, offset: number, partition = 0, leaderEpoch = 0) => ({
  value,
  partition,
  offset,
  leaderEpoch,
});
const seenAll = (...entries: readonly ReturnType<typeof entry>[]): readonly Sighting[] =>
  entries.reduce<readonly Sighting[]>(withSighting, []);

describe('a list of sightings', () => {
  it('is sorted by record, then partition, then offset, whatever the order of the sightings', () => {
    const entries = [entry(1, 0), entry(0, 2), entry(0, 1), entry(0, 0, 1)];
    expect(seenAll(...entries)).toEqual(seenAll(...entries.toReversed()));
    expect(seenAll(...entries).map(({ value, offset }) => [value, offset])).toEqual([
      [0, 1],
      [0, 2],
      [0, 0],
      [1, 0],
    ]);
  });

  it('counts an entry up to two', () => {
    const thrice = seenAll(entry(0, 0), entry(0, 0), entry(0, 0));
    expect(thrice).toEqual([{ ...entry(0, 0), times: 2 }]);
    expect(withSighting(thrice, entry(0, 0))).toBe(thrice);
  });

  it('tells an entry from the one that took its offset after a truncation', () => {
    const [old, rewritten] = [entry(0, 0), entry(0, 0, 0, 1)];
    const seen = seenAll(rewritten, old);
    expect(seen.map(({ leaderEpoch, times }) => [leaderEpoch, times])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(timesSeen(seen, 0)).toBe(2);
  });

  it('counts a record over all its entries', () => {
    const seen = seenAll(entry(0, 0), entry(0, 3), entry(1, 1));
    expect([timesSeen(seen, 0), timesSeen(seen, 1), timesSeen(seen, 2)]).toEqual([2, 1, 0]);
  });
});
