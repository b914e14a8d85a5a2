import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Machine } from '../../model/machine.ts';
import type { Packing } from '../../model/packing.ts';
import { waitingStates } from './waiting-states.ts';

interface Pair {
  readonly one: number;
  readonly other: number;
}

const packing: Packing<Pair> = {
  width: 2,
  pack({ one, other }, words, at) {
    words[at] = one;
    words[at + 1] = other;
  },
  unpack: (words, at) => ({ one: words[at], other: words[at + 1] }),
};

const machine: Machine<Pair, never> = {
  init: { one: 0, other: 0 },
  enabled: () => [],
  next: (state) => state,
  fingerprint: () => ({ high: 0, low: 0 }),
};

const pairs = fc.array(fc.record({ one: fc.integer(), other: fc.integer() }), { maxLength: 300, size: 'max' });

it('states wait in their order, as they are and packed, and those wait on that are kept', () => {
  fc.assert(
    fc.property(pairs, pairs, fc.func(fc.boolean()), fc.nat(300), (first, then, isKept, length) => {
      for (const list of [waitingStates(machine), waitingStates({ ...machine, packing })]) {
        for (const state of first) list.push(state);
        list.keep((index) => isKept(index));
        let expected = first.filter((_state, index) => isKept(index));
        list.cut(Math.min(length, list.length));
        expected = expected.slice(0, length);
        for (const state of then) list.push(state);
        expected.push(...then);
        expect(Array.from({ length: list.length }, (_, index) => list.at(index))).toEqual(expected);
      }
    }),
    { numRuns: 30 },
  );
});
