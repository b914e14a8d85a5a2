import { beforeEach, expect, it } from 'vitest';
import { LeapEnds } from './leap-ends.ts';

/** Vectors of one component, whose fingerprints are the component twice. */
const rowOf = (state: number): Int32Array => Int32Array.of(state, state, state);

const stepsMax = 6;
let ends: LeapEnds;

/** A leap through these states. Returns where it is and after how many steps it knew that; null where it did not. */
function leap(...states: readonly number[]): readonly [end: number, steps: number] | null {
  ends.begin();
  for (const [index, state] of states.entries()) {
    const row = rowOf(state);
    if (!ends.pass(row, index + 1, stepsMax)) continue;
    expect(row).toEqual(rowOf(row[0]));
    return [row[0], index + 1];
  }
  if (states.length < stepsMax) ends.end(rowOf(states[states.length - 1]), states.length);
  return null;
}

beforeEach(() => {
  ends = new LeapEnds(1);
});

it('a leap is over where it comes to a state that another one has passed', () => {
  expect(leap(1, 2, 3)).toBeNull();
  expect(leap(4, 2)).toEqual([3, 2]);
  expect(leap(3)).toEqual([3, 1]);
  expect(leap(5, 6)).toBeNull();
});

it('so it is where the other one has learned its end on the way', () => {
  leap(1, 2, 3);
  expect(leap(4, 2)).toEqual([3, 2]);
  expect(leap(5, 4)).toEqual([3, 2]);
});

it('is gone on with where it may have to stop before that end', () => {
  leap(1, 2, 3);
  expect(leap(10, 11, 12, 2, 3)).toEqual([3, 4]);
  expect(leap(20, 21, 22, 23, 2, 3)).toBeNull();
});

it('is gone on with where the other one came to no end', () => {
  expect(leap(1, 2, 1, 2, 1, 2)).toBeNull();
  expect(leap(3, 2, 1, 2, 1, 2)).toBeNull();
});

it('is remembered again after all has been forgotten', () => {
  for (let end = 1; end <= 2 ** 16; end += 1) leap(end);
  expect(leap(1)).toBeNull();
  expect(leap(1)).toEqual([1, 1]);
});
