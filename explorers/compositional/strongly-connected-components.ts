import { IntList } from '../int-list.ts';
import type { LabelledGraph } from './labelled-graph.ts';

/**
 * The strongly connected components of a graph, each after all those that it leads to (Tarjan 1972, without recursion).
 * The array is only good until the next one is asked for.
 */
export function* stronglyConnectedComponents({
  size,
  firsts,
  targets,
}: Pick<LabelledGraph, 'size' | 'firsts' | 'targets'>): Generator<Int32Array, void> {
  /** When each state was first visited, counted from 1; 0 for never. Those of finished components are later than any. */
  const visits = new Int32Array(size);
  const finished = 2 ** 31 - 1;
  let clock = 0;
  /** The earliest visit that each state of an open component is known to reach. */
  const lows = new Int32Array(size);
  const open = new IntList();
  /** The path to the state at work, and which of its steps is looked at next. */
  const path = new IntList();
  const next = new Int32Array(size);

  for (let root = 0; root < size; root += 1) {
    if (visits[root] === 0) path.push(root);
    while (path.length > 0) {
      const state = path.at(path.length - 1);
      if (visits[state] === 0) {
        clock += 1;
        visits[state] = clock;
        lows[state] = clock;
        next[state] = firsts[state];
        open.push(state);
      }
      if (next[state] < firsts[state + 1]) {
        const target = targets[next[state]];
        // A target that is not visited yet comes back here with its own low.
        if (visits[target] === 0) {
          path.push(target);
          continue;
        }
        if (visits[target] !== finished) lows[state] = Math.min(lows[state], lows[target]);
        next[state] += 1;
        continue;
      }
      path.cut(path.length - 1);
      if (lows[state] < visits[state]) continue;
      let from = open.length - 1;
      while (open.at(from) !== state) from -= 1;
      const members = open.items().subarray(from);
      for (const member of members) visits[member] = finished;
      yield members;
      open.cut(from);
    }
  }
}
