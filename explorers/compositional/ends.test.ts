import { expect, it } from 'vitest';
import { withEnds } from './ends.ts';
import { isEnd, isVisible, stateOf } from './labelled-graph.ts';

it('states at rest with the same labels come to one end, and go on from themselves', () => {
  // State 0 leads to 1 and 2, which are at rest; a fault leads from 1 to 2, whose observation is another one in 3.
  const graph = withEnds({
    size: 4,
    firsts: Int32Array.from([0, 2, 3, 3, 3]),
    targets: Int32Array.from([1, 2, 2]),
    observations: Int32Array.from([7, 7, 7, 8]),
    terminals: Int32Array.from([-1, 5, 5, 5]),
  });
  expect(graph.size).toBe(6);
  const stepsOf = (node: number) => [...graph.targets.subarray(graph.firsts[node], graph.firsts[node + 1])];
  expect([0, 1, 2, 3, 4, 5].map(stepsOf)).toEqual([[1, 2], [2, 4], [4], [5], [], []]);
  expect([4, 5].map((end) => [graph.observations[end], graph.terminals[end], stateOf(graph, end)])).toEqual([
    [7, 5, 1],
    [8, 5, 3],
  ]);
  expect([isEnd(graph, 2), isEnd(graph, 4), stateOf(graph, 2)]).toEqual([false, true, 2]);
  expect([isVisible(graph, 0, 1), isVisible(graph, 1, 4)]).toEqual([false, true]);
});
