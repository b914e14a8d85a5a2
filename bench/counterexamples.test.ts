import { expect, it } from 'vitest';
import { lengthsOf } from './counterexamples.ts';
import { MISTAKES } from './mistakes.ts';

const quick = MISTAKES.filter(({ name }) =>
  ['acks=0', 'auto.offset.reset=latest', 'downstream read_uncommitted'].includes(name),
);

it.each(quick)('$name: no random counterexample is shorter than the certified one, shrunk or not', (mistake) => {
  const { shortest, first, shrunk } = lengthsOf(mistake, 5);
  expect(first.length).toBe(5);
  for (const [index, steps] of shrunk.entries()) {
    expect(steps).toBeGreaterThanOrEqual(shortest);
    expect(first[index]).toBeGreaterThanOrEqual(steps);
  }
  // On these the shrinkers come down to the shortest from any seed.
  expect(new Set(shrunk)).toEqual(new Set([shortest]));
});
