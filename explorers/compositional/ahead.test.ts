import { describe, expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import type { Ahead } from '../../reductions/decomposition.ts';
import { aheadOf } from './ahead.ts';
import type { AutomatonState } from './automaton.ts';

/** 0 shows something else on its way to an end, 1 goes round between two looks, 3 may come to an end where nobody serves. */
const successors = [[1, 4], [2], [1, 4], [2, 5], [], []];
const observations = [0, 1, 2, 1, 2, 2];
const serves = [true, false, true, true, true, false];

const states = successors.map(
  (next, state): AutomatonState => ({
    observation: observations[state],
    terminal: next.length === 0 ? state : -1,
    successors: next,
    state,
  }),
);

describe('of each state of an automaton', () => {
  const aheadIn = aheadOf<null>({ states, initials: [0] }, serves);
  const told = (name: keyof Ahead): readonly boolean[] =>
    states.map((_, at) => aheadIn(asking({ place: { at }, state: null }))[name]());

  it('whether the environment serves is told of where it is', () => {
    expect(told('servesNow')).toEqual(serves);
  });

  it('whether it serves in the end goes by all states that have no next, however it comes to them', () => {
    expect(told('servesInTheEnd')).toEqual([true, true, true, false, true, false]);
  });

  it('whether it shows something else goes by all that it can come to, in a circle as well', () => {
    expect(told('showsNothingElse')).toEqual([false, false, false, false, true, true]);
  });
});
