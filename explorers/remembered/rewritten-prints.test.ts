import { expect, it } from 'vitest';
import { RewrittenPrints } from './rewritten-prints.ts';

const footprint = (): Int32Array => new Int32Array(2);

it('knows of a state what it was told, and of another one in its place nothing', () => {
  const prints = new RewrittenPrints(2);
  prints.keep(7, 5, { high: 1, low: 2 }, Int32Array.of(3, 4));
  const slots = footprint();
  expect(prints.find(7, 5, slots)).toBe(true);
  expect([prints.high, prints.low, ...slots]).toEqual([1, 2, 3, 4]);
  expect(prints.find(8, 5, footprint())).toBe(false);
  prints.keep(8, 5, { high: 9, low: 9 }, footprint());
  expect(prints.find(7, 5, footprint())).toBe(false);
});

it('has room for more states than it began with', () => {
  const prints = new RewrittenPrints(2);
  const states = Array.from({ length: 5000 }, (_, state) => state);
  for (const state of [...states, ...states, ...states]) prints.keep(1, state, { high: state, low: 0 }, footprint());
  const known = states.filter((state) => prints.find(1, state, footprint()) && prints.high === state);
  expect(known).toEqual(states);
});
