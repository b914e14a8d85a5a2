import type { Action } from '../../model/action.ts';
import type { Trial } from '../../model/property.ts';
import type { ClusterState } from '../../model/state.ts';

/** All that a trial can reach, states and steps. */
export interface StateSpace {
  readonly states: readonly ClusterState[];
  /** Of each state, by its index. */
  readonly steps: readonly (readonly LabelledStep[])[];
}

export interface LabelledStep {
  /** The type of the action and the goals that it reaches: what is left of a step when names are forgotten. */
  readonly label: string;
  /** Index of the state after it. */
  readonly next: number;
}

/** Goes through everything, breadth first, with the states kept: for worlds of a few thousand. */
export function stateSpaceOf({ machine, goals }: Trial<ClusterState, Action>): StateSpace {
  const known = new Map<string, number>();
  const states: ClusterState[] = [];
  const numberOf = (state: ClusterState): number => {
    const { high, low } = machine.fingerprint(state);
    const key = `${high} ${low}`;
    const number = known.get(key) ?? states.push(state) - 1;
    known.set(key, number);
    return number;
  };
  numberOf(machine.init);
  const steps: LabelledStep[][] = [];
  for (const state of states) {
    steps.push(
      machine.enabled(state).map((action) => {
        const after = machine.next(state, action);
        const reached = goals.filter((goal) => goal.on.includes(action.type) && goal.reached(state, action, after));
        return { label: [action.type, ...reached.map(({ id }) => id)].join(' '), next: numberOf(after) };
      }),
    );
  }
  return { states, steps };
}

/**
 * The coarsest bisimulation (Park 1981; by refinement, Kanellakis and Smolka 1983): two states have the same number when
 * `colour` says the same of both, and whatever either can do, the other can do under the same label and come to states
 * with the same number again.
 *
 * @returns the number of each state, by its index.
 */
export function bisimulationOf(
  { states, steps }: StateSpace,
  colour: (state: ClusterState) => string,
): readonly number[] {
  let classes = numbered(states.map(colour));
  for (;;) {
    const before = classes;
    const refined = numbered(
      steps.map((own, index) => {
        const ways = new Set(own.map(({ label, next }) => `${label} ${before[next]}`));
        return [before[index], ...[...ways].sort()].join(';');
      }),
    );
    if (Math.max(...refined) === Math.max(...before)) return before;
    classes = refined;
  }
}

/** Equal words get equal numbers, from 0 in the order of their first appearance. */
function numbered(words: readonly string[]): readonly number[] {
  const numbers = new Map<string, number>();
  return words.map((word) => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  });
}
