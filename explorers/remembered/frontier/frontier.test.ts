import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo } from '../vectors/footprints.ts';
import { Frontier } from './frontier.ts';

const width = 70;

/** Vectors with fingerprints: of each what it changes of the one before, or, now and then, of the one from which that was made. */
const steps = fc.array(
  fc.record({
    isSibling: fc.boolean(),
    writes: fc.array(fc.tuple(fc.nat(width - 1), fc.oneof(fc.nat(200), fc.nat(2 ** 31 - 1))), { maxLength: 6 }),
    fingerprint: fc.tuple(fc.integer(), fc.integer()),
  }),
  { maxLength: 60 },
);

describe('a frontier', () => {
  it('gives back what was put into it, and says in which slots neighbours differ', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (made, isLast) => {
        const frontier = new Frontier(width).next();
        const rows: Int32Array[] = [];
        let parent = new Int32Array(width + 2);
        for (const { isSibling, writes, fingerprint } of made) {
          if (!isSibling && rows.length > 0) {
            const next = rows[rows.length - 1];
            frontier.touch(slotsWhere((slot) => parent[slot] !== next[slot]));
            parent = next.slice();
          }
          const row = parent.slice();
          for (const [slot, component] of writes) row[slot] = component;
          row.set(fingerprint, width);
          frontier.push(
            row,
            slotsWhere((slot) => writes.some(([written]) => written === slot)),
          );
          rows.push(row);
        }
        const reader = frontier.reader(isLast);
        const row = new Int32Array(width + 2).fill(-1);
        for (const expected of rows) {
          const changed = new Int32Array(3);
          const before = row.slice();
          reader.next(row, changed);
          expect(row).toEqual(expected);
          expect(changed).toEqual(slotsWhere((slot) => before[slot] !== expected[slot]));
        }
        expect(frontier.length).toBe(rows.length);
      }),
    );
  });

  it('uses memory again that was read', () => {
    const first = new Frontier(width);
    const row = new Int32Array(width + 2).fill(1);
    for (let number = 0; number < 20_000; number += 1)
      first.push(
        row.fill(number, 0, 4),
        slotsWhere((slot) => slot < 4),
      );
    const reader = first.reader(true);
    for (let number = 0; number < 20_000; number += 1) reader.next(row, new Int32Array(3));
    reader.end();
    const { bytes } = first.memory;
    const second = first.next();
    for (let number = 0; number < 20_000; number += 1)
      second.push(
        row.fill(number, 0, 4),
        slotsWhere((slot) => slot < 4),
      );
    expect(second.memory.bytes).toBe(bytes);
    expect(bytes).toBeGreaterThan(2 ** 18);
  });
});

function slotsWhere(isIn: (slot: number) => boolean): Int32Array {
  const set = new Int32Array(Math.ceil(width / 32));
  for (let slot = 0; slot < width; slot += 1) if (isIn(slot)) addTo(set, 0, slot);
  return set;
}
