import type { AutomatonState } from './automaton.ts';
import { isVisible, type LabelledGraph } from './labelled-graph.ts';

/** How a state was reached: from which other, by which of its steps. */
interface Arrival {
  readonly from: number;
  readonly choice: number;
}

/**
 * A path of the environment with this trace: for each state of the automaton the choices among enabled steps that lead
 * there, the last of them visible. Silent steps are as few as can be between two states of the trace.
 *
 * @param initial the environment's state that it sets out from, by number.
 */
export function witnessPath(
  graph: LabelledGraph,
  initial: number,
  trace: readonly AutomatonState[],
): readonly (readonly number[])[] {
  const stages: { readonly arrivals: Map<number, Arrival>; readonly within: Map<number, Arrival> }[] = [];
  let entries: number[] = [initial];
  for (const target of trace) {
    const { arrivals, within } = stage(graph, entries, target);
    stages.push({ arrivals, within });
    entries = [...arrivals.keys()];
  }
  const path: number[][] = [];
  let state = entries[0];
  for (const { arrivals, within } of stages.toReversed()) {
    const choices: number[] = [];
    let arrival = arrivals.get(state);
    while (arrival !== undefined) {
      choices.push(arrival.choice);
      state = arrival.from;
      arrival = within.get(state);
    }
    path.push(choices.reverse());
  }
  return path.reverse();
}

/** All ways from any of `entries` to states with the labels of `goal`, by silent steps and one that is visible. */
function stage(graph: LabelledGraph, entries: readonly number[], goal: AutomatonState) {
  const arrivals = new Map<number, Arrival>();
  const within = new Map<number, Arrival>();
  const reached = new Set(entries);
  for (const from of reached) {
    for (let edge = graph.firsts[from]; edge < graph.firsts[from + 1]; edge += 1) {
      const target = graph.targets[edge];
      const arrival = { from, choice: edge - graph.firsts[from] };
      if (isVisible(graph, from, target)) {
        const fits = graph.observations[target] === goal.observation && graph.terminals[target] === goal.terminal;
        if (fits && !arrivals.has(target)) arrivals.set(target, arrival);
      } else if (!reached.has(target)) {
        reached.add(target);
        within.set(target, arrival);
      }
    }
  }
  return { arrivals, within };
}
