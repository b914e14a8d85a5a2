/**
 * Where the choices of a random run come from: the one thing in which the explorers by chance differ.
 *
 * The walk draws from a seeded stream, see `StreamDraws`; a command of fast-check's draws from itself, see
 * `CommandDraws`.
 */
export interface Draws<Action> extends NumberDraws {
  /** The number between 0 and 1 that `action` draws. */
  of(action: Action): number;
  /**
   * The index of one of `actions`, which are not empty: each with a probability in proportion to its weight, between
   * 0 and 1; -1 when all of them weigh 0.
   */
  pick(actions: readonly Action[], weightOf: (action: Action) => number): number;
}

/** Random numbers that are about no action in particular. */
export interface NumberDraws {
  /** A number in [0, 1). */
  next(): number;
}
