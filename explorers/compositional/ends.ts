import { Interner } from './interner.ts';
import type { LabelledGraph } from './labelled-graph.ts';

/** What an environment does, state by state: of each state at rest its terminal label, of all others -1. */
export type StateGraph = Omit<LabelledGraph, 'resting'>;

/**
 * The graph with an end for each observation and terminal label that there are together. A state at rest leads to its end,
 * and goes on from itself to whatever faults may still do to it.
 *
 * That the environment is at rest can be told by nobody but a property at rest, and that asks when the component is at rest
 * as well. So nothing that the component does has to be done in an end: it can as well be done before.
 */
export function withEnds({ size: states, firsts, targets, observations, terminals }: StateGraph): LabelledGraph {
  const ends = new Interner();
  const resting: number[] = [];
  const endOf = terminals.map((terminal, state) => {
    if (terminal < 0) return -1;
    const end = ends.numberOf(`${observations[state]} ${terminal}`);
    resting[end] ??= state;
    return end;
  });
  const size = states + resting.length;
  const steps = { firsts: new Int32Array(size + 1), targets: new Int32Array(targets.length + count(endOf)) };
  let at = 0;
  for (let state = 0; state < states; state += 1) {
    steps.firsts[state] = at;
    steps.targets.set(targets.subarray(firsts[state], firsts[state + 1]), at);
    at += firsts[state + 1] - firsts[state];
    if (endOf[state] < 0) continue;
    steps.targets[at] = states + endOf[state];
    at += 1;
  }
  steps.firsts.fill(at, states);
  const labels = { observations: new Int32Array(size), terminals: new Int32Array(size).fill(-1) };
  labels.observations.set(observations);
  resting.forEach((state, end) => {
    labels.observations[states + end] = observations[state];
    labels.terminals[states + end] = terminals[state];
  });
  return { size, ...steps, ...labels, resting };
}

const count = (ends: Int32Array): number => ends.reduce((sum, end) => (end < 0 ? sum : sum + 1), 0);
