/**
 * A machine's states as rows of integers, for whoever has many of them waiting: a row is a fraction of the memory of a state,
 * and no work for the garbage collector.
 */
export interface Packing<State> {
  /** Integers of 32 bits that a state takes. */
  readonly width: number;
  /** Writes `state` into `words`, from `at` on. */
  pack(state: State, words: Int32Array, at: number): void;
  /** The state that stands in `words` from `at` on: equal to the one that was written there. */
  unpack(words: Int32Array, at: number): State;
}
