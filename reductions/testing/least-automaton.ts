import { type Automaton, type AutomatonState, automatonOf } from '../../explorers/compositional/automaton.ts';
import { type ClosureClasses, closureClassesOf } from '../../explorers/compositional/closure-classes.ts';
import { type StateGraph, withEnds } from '../../explorers/compositional/ends.ts';
import { labelsOf } from '../../explorers/compositional/graph-recorder.ts';
import { Interner } from '../../explorers/compositional/interner.ts';
import { run } from '../../explorers/coroutine.ts';
import type { Action } from '../../model/action.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Decomposition } from '../decomposition.ts';

interface Node {
  readonly observation: number;
  readonly terminal: number;
  readonly targets: readonly number[];
}

/**
 * How many states an environment has, and its least automaton as a text: two with the same traces have the same. And the one with
 * all subsequences of its traces: where two have the same, each shows all that the other does, and may show more in between.
 */
export function leastAutomaton(decomposition: Decomposition<ClusterState, Action>): {
  readonly size: number;
  readonly text: string;
  readonly ofSubsequences: string;
} {
  const { environment, initials, trial } = decomposition;
  const labels = labelsOf(decomposition);
  const prints = new Interner();
  const words = new Interner();
  const states: ClusterState[] = [];
  const numberOf = (state: ClusterState): number => {
    const { high, low } = environment.fingerprint(state);
    const number = prints.numberOf(`${high} ${low}`);
    if (number === states.length) states.push(state);
    return number;
  };
  for (const pair of initials) numberOf(pair.environment);
  const nodes: Node[] = [];
  for (const state of states) {
    const enabled = environment.enabled(state);
    nodes.push({
      observation: words.numberOf(labels.observation(state)),
      terminal: enabled.every(trial.isFault) ? words.numberOf(labels.terminal(state)) : -1,
      targets: enabled.map((action) => numberOf(environment.next(state, action))),
    });
  }
  const classes = run(closureClassesOf(withEnds(graphOfNodes(nodes))));
  const automaton = run(automatonOf(classes, initials.length));
  const skipping = run(automatonOf(withSkips(automaton), initials.length));
  const [text, ofSubsequences] = [automaton, skipping].map((one) => textOf(one.states, one.initials, words.all()));
  return { size: states.length, text, ofSubsequences };
}

/** Whatever comes later may come next. */
function withSkips({ states, initials }: Automaton): ClosureClasses {
  const reached = states.map(({ successors }) => {
    const all = new Set(successors);
    for (const state of all) for (const next of states[state].successors) all.add(next);
    return Int32Array.from(all).sort();
  });
  return {
    all: states.map((state, at) => ({ ...state, successors: reached[at] })),
    ofState: Int32Array.from(initials),
  };
}

const graphOfNodes = (nodes: readonly Node[]): StateGraph => {
  const firsts = [0];
  for (const { targets } of nodes) firsts.push(firsts[firsts.length - 1] + targets.length);
  return {
    size: nodes.length,
    firsts: Int32Array.from(firsts),
    targets: Int32Array.from(nodes.flatMap(({ targets }) => targets)),
    observations: Int32Array.from(nodes, ({ observation }) => observation),
    terminals: Int32Array.from(nodes, ({ terminal }) => terminal),
  };
};

/** Lists the states of a deterministic automaton in an order that depends on their labels alone. */
function textOf(states: readonly AutomatonState[], initials: readonly number[], words: readonly string[]): string {
  const labelOf = (state: number): string =>
    `${words[states[state].observation]} ${words[states[state].terminal] ?? 'goes on'}`;
  const order = [...initials];
  const place = (state: number): number => (order.includes(state) ? order.indexOf(state) : order.push(state) - 1);
  const lines: string[] = [];
  for (const state of order) {
    const next = states[state].successors.toSorted((one, other) => (labelOf(one) < labelOf(other) ? -1 : 1));
    lines.push(`${labelOf(state)} -> ${next.map(place).join()}`);
  }
  return lines.join('\n');
}
