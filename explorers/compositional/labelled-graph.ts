/**
 * All that an environment can do: its states by number, in the order of their discovery, each with its observation, and
 * its steps. The initial states come first; behind the states come their ends (`ends.ts`).
 */
export interface LabelledGraph {
  /** States and ends. */
  readonly size: number;
  /** The steps from state n lead to `targets[firsts[n]]` up to `targets[firsts[n + 1] - 1]`, in the order of `enabled`. */
  readonly firsts: Int32Array;
  readonly targets: Int32Array;
  /** The observation of each state, as a number. */
  readonly observations: Int32Array;
  /** The terminal label of each end, as a number; -1 of whatever is none. */
  readonly terminals: Int32Array;
  /** Of each end, in their order, a state at rest that has its labels. */
  readonly resting: readonly number[];
}

/** The state with this number, or the one that an end stands for. */
export const stateOf = ({ size, resting }: Pick<LabelledGraph, 'size' | 'resting'>, node: number): number =>
  resting[node - size + resting.length] ?? node;

/** Whether a node is an end: it has a terminal label, and stands for all states at rest with that label. */
export const isEnd = ({ terminals }: Pick<LabelledGraph, 'terminals'>, node: number): boolean => terminals[node] >= 0;

/**
 * Whether the component or a property can tell that a step was made: something else is observed, or the environment
 * ends. All other steps are silent (tau).
 */
export const isVisible = (
  { observations, terminals }: Pick<LabelledGraph, 'observations' | 'terminals'>,
  before: number,
  after: number,
): boolean => observations[after] !== observations[before] || terminals[after] >= 0;
