/**
 * Goes along with a breadth-first search and hears of every state and every step, in the order of the search within one
 * thread. Each thread has one of its own; together they hear of everything exactly once.
 */
export interface SearchVisitor<State, Recorded extends VisitorRecord> {
  /** Whether it wants to know what steps lead to: the store must then number the states. */
  readonly needsNumbers: boolean;
  /** Bytes of what it keeps. */
  readonly bytes: number;
  /** So many steps of the state with this number are next. */
  expanding(number: number, state: State, steps: number): void;
  /** It is at rest. */
  atRest(state: State): void;
  /** The next step leads to the state with this number; a state that has no number yet is pending: a negative one. */
  reached(target: number): void;
  /** Says of each target that is pending what is known of it now: its number, or again a negative one. */
  resolve(nowOf: (pending: number) => number): void;
  /** No target is pending any more. */
  resolvedAll(): void;
  /** What it has kept, as plain data. */
  record(): Recorded;
}

/**
 * Makes a visitor.
 *
 * @param remembering makes of a function of states one that comes to the same, and that the visitor may ask in its place
 *   about the state that it hears of.
 */
export type VisitorFactory<State, Recorded extends VisitorRecord> = (
  remembering: <Value>(subject: string, ask: (state: State) => Value) => (state: State) => Value,
) => SearchVisitor<State, Recorded>;

export interface VisitorRecord {
  readonly bytes: number;
}

/** Hears of everything and keeps nothing. */
export const NO_VISITOR: SearchVisitor<unknown, VisitorRecord> = {
  needsNumbers: false,
  bytes: 0,
  expanding() {},
  atRest() {},
  reached() {},
  resolve() {},
  resolvedAll() {},
  record: () => ({ bytes: 0 }),
};
