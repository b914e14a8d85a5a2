import { type AutomatonState, automatonOf } from '../../explorers/compositional/automaton.ts';
import { closureClassesOf } from '../../explorers/compositional/closure-classes.ts';
import { labelsOf } from '../../explorers/compositional/graph-recorder.ts';
import type { LabelledGraph } from '../../explorers/compositional/labelled-graph.ts';
import { Interner } from '../../explorers/compositional/interner.ts';
import { run } from '../../explorers/coroutine.ts';
import type { Action } from '../../model/action.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Decomposition } from '../decomposition.ts';

/** A state at rest is also one that is not yet known to be at rest: whoever comes there may have something to do that nobody sees. */
interface Node {
  readonly observation: number;
  readonly terminal: number;
  readonly targets: number[];
}

/** How many states an environment has, and its least automaton as a text: two with the same traces have the same. */
export function leastAutomaton(decomposition: Decomposition<ClusterState, Action>): {
  readonly size: number;
  readonly text: string;
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
    const targets = environment.enabled(state).map((action) => numberOf(environment.next(state, action)));
    nodes.push({ observation: words.numberOf(labels.observation(state)), terminal: -1, targets });
  }
  const size = states.length;
  states.forEach((state, number) => {
    const { observation, targets } = nodes[number];
    if (!environment.enabled(state).every(trial.isFault)) return;
    targets.push(nodes.length);
    nodes.push({ observation, terminal: words.numberOf(labels.terminal(state)), targets: targets.slice(0, -1) });
  });
  const classes = run(closureClassesOf(graphOfNodes(nodes)));
  const automaton = run(automatonOf(classes, initials.length));
  return { size, text: textOf(automaton.states, automaton.initials, words.all()) };
}

const graphOfNodes = (nodes: readonly Node[]): LabelledGraph => {
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
