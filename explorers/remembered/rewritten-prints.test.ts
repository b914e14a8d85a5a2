import { expect, it } from 'vitest';
import { RewrittenPrints } from './rewritten-prints.ts';

const unfilled = (): Int32Array => new Int32Array(1);
/** Slots 0 and 2 of three. */
const footprint = Int32Array.of(0b101);

it('knows of a state what it was told, and of one that differs in what that depends on nothing', () => {
  const prints = new RewrittenPrints();
  expect(prints.find(Int32Array.of(7, 5, 6), unfilled())).toBe(false);
  prints.keep(Int32Array.of(7, 5, 6), { high: 1, low: 2 }, footprint);
  const slots = unfilled();
  expect(prints.find(Int32Array.of(7, 5, 6), slots)).toBe(true);
  expect([prints.high, prints.low, ...slots]).toEqual([1, 2, 0b101]);
  expect(prints.find(Int32Array.of(8, 5, 6), unfilled())).toBe(false);
  expect(prints.find(Int32Array.of(7, 5, 0), unfilled())).toBe(false);
});

it('knows a state by those that differ from it only in what their rewriting has not depended on', () => {
  const prints = new RewrittenPrints();
  prints.keep(Int32Array.of(7, 5, 6), { high: 1, low: 2 }, footprint);
  expect(prints.find(Int32Array.of(7, 4, 6), unfilled())).toBe(true);
});

it('tells what depends on more slots from what depends on fewer', () => {
  const prints = new RewrittenPrints();
  const states = [
    { row: Int32Array.of(8, 9, 6), by: { high: 3, low: 4 }, slots: Int32Array.of(0b111) },
    { row: Int32Array.of(7, 5, 6), by: { high: 1, low: 2 }, slots: footprint },
  ];
  // Once more, for to tell more slots apart is to forget what was there.
  for (const { row, by, slots } of [...states, ...states]) prints.keep(row, by, slots);
  for (const { row, by, slots } of [...states, ...states.reverse()]) {
    const found = unfilled();
    expect(prints.find(row, found)).toBe(true);
    expect({ high: prints.high, low: prints.low }).toEqual(by);
    expect(found).toEqual(slots);
  }
  expect(prints.find(Int32Array.of(7, 4, 6), unfilled())).toBe(true);
  expect(prints.find(Int32Array.of(8, 4, 6), unfilled())).toBe(false);
});

it('takes the same numbers in other slots for another state', () => {
  const prints = new RewrittenPrints();
  const [ofFirst, ofSecond] = [Int32Array.of(0b01), Int32Array.of(0b10)];
  prints.keep(Int32Array.of(3, 0), { high: 1, low: 1 }, ofFirst);
  prints.keep(Int32Array.of(0, 4), { high: 2, low: 2 }, ofSecond);
  prints.keep(Int32Array.of(3, 0), { high: 1, low: 1 }, ofFirst);
  expect(prints.find(Int32Array.of(0, 3), unfilled())).toBe(false);
  expect(prints.find(Int32Array.of(3, 8), unfilled())).toBe(true);
});

it('has room for more states than it began with', () => {
  const prints = new RewrittenPrints();
  const states = Array.from({ length: 5000 }, (_, state) => state);
  for (const state of [...states, ...states, ...states]) {
    prints.keep(Int32Array.of(state, 0, 1), { high: state, low: 0 }, footprint);
  }
  const known = states.filter((state) => prints.find(Int32Array.of(state, 0, 1), unfilled()) && prints.high === state);
  expect(known.length).toBeGreaterThan(3000);
});

it('knows what it knew before when it makes room for more', () => {
  const prints = new RewrittenPrints();
  const states = Array.from({ length: 512 }, (_, state) => state);
  for (const state of states) prints.keep(Int32Array.of(state, 0, 1), { high: state, low: 0 }, footprint);
  const knows = (state: number): boolean => prints.find(Int32Array.of(state, 0, 1), unfilled());
  const before = states.filter(knows);
  // From half of its places on.
  prints.keep(Int32Array.of(512, 0, 1), { high: 512, low: 0 }, footprint);
  const lost = before.filter((state) => !knows(state));
  expect(before.length).toBeGreaterThan(300);
  expect(lost.length).toBeLessThan(2);
});
