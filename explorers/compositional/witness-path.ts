import type { AutomatonState } from './automaton.ts';
import { isEnd, isVisible, type LabelledGraph } from './labelled-graph.ts';

/**
 * A path of the environment with this trace: for each state of the automaton the states that lead there, by number, the
 * last step visible. Silent steps are as few as can be between two states of the trace. To its end leads no step of the
 * environment: it is there already.
 *
 * @param initial the environment's state that it sets out from, by number.
 */
export function witnessPath(
  graph: LabelledGraph,
  initial: number,
  trace: readonly AutomatonState[],
): readonly (readonly number[])[] {
  const stages: Stage[] = [];
  let entries: number[] = [initial];
  for (const target of trace) {
    const { arrivals, within } = stage(graph, entries, target);
    stages.push({ arrivals, within });
    entries = [...arrivals.keys()];
  }
  const path: number[][] = [];
  let state = entries[0];
  for (const { arrivals, within } of stages.toReversed()) {
    const states: number[] = [];
    let from = arrivals.get(state);
    while (from !== undefined) {
      states.push(state);
      state = from;
      from = within.get(state);
    }
    path.push(states.reverse().filter((node) => !isEnd(graph, node)));
  }
  return path.reverse();
}

/** From which state each was reached: by a visible step, or by a silent one. */
interface Stage {
  readonly arrivals: ReadonlyMap<number, number>;
  readonly within: ReadonlyMap<number, number>;
}

/** All ways from any of `entries` to states with the labels of `goal`, by silent steps and one that is visible. */
function stage(graph: LabelledGraph, entries: readonly number[], goal: AutomatonState): Stage {
  const arrivals = new Map<number, number>();
  const within = new Map<number, number>();
  const reached = new Set(entries);
  for (const from of reached) {
    for (let edge = graph.firsts[from]; edge < graph.firsts[from + 1]; edge += 1) {
      const target = graph.targets[edge];
      if (isVisible(graph, from, target)) {
        const fits = graph.observations[target] === goal.observation && graph.terminals[target] === goal.terminal;
        if (fits && !arrivals.has(target)) arrivals.set(target, from);
      } else if (!reached.has(target)) {
        reached.add(target);
        within.set(target, from);
      }
    }
  }
  return { arrivals, within };
}
