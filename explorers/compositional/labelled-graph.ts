/**
 * All that a source can do: its states by number, in the order of their discovery, and its steps. The states that the
 * search starts from come first.
 */
export interface Graph {
  readonly size: number;
  /** The steps from state n lead to `targets[firsts[n]]` up to `targets[firsts[n + 1] - 1]`, in the order of `enabled`. */
  readonly firsts: Int32Array;
  readonly targets: Int32Array;
  /** What observers notice of each state, as a number. */
  readonly notices: Int32Array;
  /** What is judged of each state at rest, as a number; -1 where the source is not at rest. */
  readonly outcomes: Int32Array;
}

/** Whether observers or judges can tell that a step was made: something else is noticed, or the source comes to rest. */
export const isVisible = ({ notices, outcomes }: Graph, before: number, after: number): boolean =>
  notices[after] !== notices[before] || outcomes[after] >= 0;
