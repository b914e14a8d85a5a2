import { expect, it } from 'vitest';
import { stronglyConnectedComponents } from './strongly-connected-components.ts';

const graph = (steps: readonly (readonly number[])[]) => ({
  size: steps.length,
  firsts: Int32Array.from([0, ...steps.map((_, state) => steps.slice(0, state + 1).flat().length)]),
  targets: Int32Array.from(steps.flat()),
});

const components = (steps: readonly (readonly number[])[]): number[][] =>
  Array.from(stronglyConnectedComponents(graph(steps)), (members) => [...members].sort((a, b) => a - b));

it('states that lead to each other are one component, which comes after those that it leads to', () => {
  expect(components([[1], [2], [0, 3], [4], [3], [0]])).toEqual([[3, 4], [0, 1, 2], [5]]);
});

it('a chain has a component for each state, its end first', () => {
  expect(components([[1, 2], [2], []])).toEqual([[2], [1], [0]]);
});

it('a state that leads to itself alone is one', () => {
  expect(components([[0, 1], [1]])).toEqual([[1], [0]]);
});

it('goes as deep as a graph does', () => {
  const size = 100_000;
  const ring = {
    size,
    firsts: Int32Array.from({ length: size + 1 }, (_, state) => state),
    targets: Int32Array.from({ length: size }, (_, state) => (state + 1) % size),
  };
  const all = Array.from(stronglyConnectedComponents(ring), ({ length }) => length);
  expect(all).toEqual([size]);
});
