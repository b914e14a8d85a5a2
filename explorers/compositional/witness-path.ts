import { type Graph, isVisible } from './labelled-graph.ts';
import type { Place } from './automaton.ts';

/** How a state was reached: from which other, by which of its steps. */
interface Arrival {
  readonly from: number;
  readonly choice: number;
}

/**
 * A way for the source to show what these places show, one after the other: for each the choices among enabled steps
 * that lead there, the last of them visible. Invisible steps are as few as can be between two places.
 *
 * @param start the state that it sets out from, by number.
 */
export function routeThrough(graph: Graph, start: number, places: readonly Place[]): readonly (readonly number[])[] {
  const stages: { readonly arrivals: Map<number, Arrival>; readonly within: Map<number, Arrival> }[] = [];
  let entries: number[] = [start];
  for (const place of places) {
    const { arrivals, within } = stage(graph, entries, place);
    stages.push({ arrivals, within });
    entries = [...arrivals.keys()];
  }
  const route: number[][] = [];
  let state = entries[0];
  for (const { arrivals, within } of stages.toReversed()) {
    const choices: number[] = [];
    let arrival = arrivals.get(state);
    while (arrival !== undefined) {
      choices.push(arrival.choice);
      state = arrival.from;
      arrival = within.get(state);
    }
    route.push(choices.reverse());
  }
  return route.reverse();
}

/** All ways from any of `entries` to states that look like `place`, by invisible steps and one that is visible. */
function stage(graph: Graph, entries: readonly number[], place: Place) {
  const arrivals = new Map<number, Arrival>();
  const within = new Map<number, Arrival>();
  const reached = new Set(entries);
  for (const from of reached) {
    for (let edge = graph.firsts[from]; edge < graph.firsts[from + 1]; edge += 1) {
      const target = graph.targets[edge];
      const arrival = { from, choice: edge - graph.firsts[from] };
      if (isVisible(graph, from, target)) {
        const fits = graph.notices[target] === place.notice && graph.outcomes[target] === place.outcome;
        if (fits && !arrivals.has(target)) arrivals.set(target, arrival);
      } else if (!reached.has(target)) {
        reached.add(target);
        within.set(target, arrival);
      }
    }
  }
  return { arrivals, within };
}
