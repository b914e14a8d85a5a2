import type { Machine } from '../model/machine.ts';
import type { Property, Trial } from '../model/property.ts';
import type { Ask } from '../model/query.ts';

/**
 * A trial whose machine is two put together, an environment and a component, in the sense of assume-guarantee
 * reasoning. The environment goes its own way, whatever the component does; the component's steps depend on its own part
 * of the state and on what it observes of the environment's. So the environment can be searched by itself and replaced
 * by the least automaton with the same traces of observations, and the component be searched against that.
 *
 * What must be true of a decomposition:
 *
 * 1. The environment's steps are enabled by, and change, the environment's part of a state alone.
 * 2. The component's steps change its own part alone. What they are enabled by and how they change it depends on that
 *    part and on what `observation` tells apart.
 * 3. A property of kind `always` looks at the component's part alone or at the environment's part alone; one of kind
 *    `at-rest` looks at the component's part and at what `terminal` tells apart.
 *    What it says of the environment's part is what `claims` say.
 * 4. Steps of the whole from `init` are those of both parts, interleaved, from some pair of `initials`.
 */
export interface Decomposition<State, Action extends { readonly type: string }> {
  /** The whole, and what is claimed of it. */
  readonly trial: Trial<State, Action>;
  readonly environment: Machine<State, Action>;
  /** All steps of the whole that one of the environment is, where it takes several as one; itself, where that is left out. */
  readonly stepsOf?: (environment: State, action: Action) => readonly Action[];
  /** What is claimed of the environment's states, where the component stands still. */
  readonly claims: readonly Property<State>[];
  /**
   * All that the environment, where it begins, and its labels are made of, as a word: two decompositions with the same word
   * have the same environment. None: nobody else has it.
   */
  readonly environmentMadeOf?: string;
  /** The component, in states whose environment stands still. */
  readonly component: Machine<State, Action>;
  /** Which of the component's steps may come before all others; none: all interleavings are searched. */
  readonly first?: ComponentFirst<State, Action>;
  /** Where the two begin together: what both may spend is split between them, once in every way. */
  readonly initials: readonly InitialPair<State>[];
  /** The state with the environment's part of one and the component's part of the other. */
  join(environment: State, component: State): State;
  /** The label of a state: all that the component can observe of the environment, as a word. */
  observation(state: State): string;
  /** The terminal label of a state at rest: all that properties look at in the environment's part, as a word. */
  terminal(state: State): string;
}

/**
 * Persistent sets (Godefroid 1996) of the product, of component's steps alone. Nothing that the component does matters to the
 * environment, so that such a step commutes with all of the environment's, if what it does is the same whatever these show
 * before it. What has to be reached are the states at rest of both.
 */
export interface ComponentFirst<State, Action> {
  /** Whether the environment has all that the component waits for before any step but a look: told by what `observation` tells apart. */
  serves(environment: State): boolean;
  /** Of the component's enabled steps those that are a persistent set by themselves; null where there are none. */
  choose(enabled: readonly Action[], ask: Ask<State>, ahead: Ahead): readonly Action[] | null;
}

/** What the environment can still do, from where it is now. */
export interface Ahead {
  servesNow(): boolean;
  /** Whether it serves wherever it may come to stand. */
  servesInTheEnd(): boolean;
  showsNothingElse(): boolean;
}

export interface InitialPair<State> {
  readonly environment: State;
  readonly component: State;
}
