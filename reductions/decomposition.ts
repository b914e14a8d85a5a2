import type { Machine } from '../model/machine.ts';

/**
 * A machine of two parties. The source goes its own way, whatever the observers do; the observers' steps depend on
 * their own part of the state and on what they notice of the source's. So each party can be searched by itself: what a
 * source can do is a graph, and of that graph only the order matters in which things are noticed.
 *
 * What must be true of a division:
 *
 * 1. The source's steps are enabled by, and change, the source's part of a state alone.
 * 2. The observers' steps change their own part alone. What they are enabled by and how they change it depends on that
 *    part and on what `noticed` tells apart.
 * 3. A property of kind `always` looks at the observers' part alone or at the source's part alone; one of kind `at-rest`
 *    looks at the observers' part and at what `outcome` tells apart.
 */
export interface Division<State, Action> {
  /** The source alone. It starts once from each share that it may have of what both parties spend. */
  readonly source: Machine<State, Action>;
  /** The observers, in states whose source stands still; at the same index of `starts` they have the rest. */
  readonly observers: Machine<State, Action>;
  /** The state with the source's part of one and the observers' part of the other. */
  joined(source: State, observers: State): State;
  /** What observers can notice of the source in this state, as a word. */
  noticed(state: State): string;
  /** What properties at rest look at in the source's part, as a word. */
  outcome(state: State): string;
}
