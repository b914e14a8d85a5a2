/**
 * All that an environment can do: its states by number, in the order of their discovery, each with its labels, and its
 * steps. The initial states come first.
 */
export interface LabelledGraph {
  readonly size: number;
  /** The steps from state n lead to `targets[firsts[n]]` up to `targets[firsts[n + 1] - 1]`, in the order of `enabled`. */
  readonly firsts: Int32Array;
  readonly targets: Int32Array;
  /** The observation of each state, as a number. */
  readonly observations: Int32Array;
  /** The terminal label of each state at rest, as a number; -1 where the environment is not at rest. */
  readonly terminals: Int32Array;
}

/**
 * Whether the component or a property can tell that a step was made: something else is observed, or the environment
 * comes to rest. All other steps are silent (tau).
 */
export const isVisible = (
  { observations, terminals }: Pick<LabelledGraph, 'observations' | 'terminals'>,
  before: number,
  after: number,
): boolean => observations[after] !== observations[before] || terminals[after] >= 0;
