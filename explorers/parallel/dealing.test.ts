import { expect, it } from 'vitest';
import { dealt } from './dealing.ts';

it('deals every state to one worker, there and back again', () => {
  const states = 4 * 32;
  const hands = [0, 1].map((worker) => dealt(states, worker, 2));
  expect(hands.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: states }, (_, index) => index));
  expect(hands.map((indices) => indices.filter((index) => index % 32 === 0))).toEqual([
    [0, 96],
    [32, 64],
  ]);
});
