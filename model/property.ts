import type { Machine } from './machine.ts';

/** What shows that a state is not as claimed. */
export interface Witness {
  /** In words that tell one kind of violation from another: explorers keep one schedule for each. */
  readonly cause: string;
}

/**
 * What may be claimed of the states of a machine. A property is a value; explorers know nothing else of what it means.
 */
export interface Property<State, W extends Witness = Witness> {
  readonly id: string;
  /** `always`: on every state. `at-rest`: on states in which nothing is enabled but faults. */
  readonly kind: 'always' | 'at-rest';
  /** Null when `state` is as claimed; otherwise why it is not. Asked of every state: allocate only what is returned. */
  violation(state: State): W | null;
  /** Whether `state` puts the property to the test; a property that is never put to the test is `vacuous`. */
  exercised(state: State): boolean;
}

/** Something that should be reachable, told by one step. */
export interface Goal<State, Action> {
  readonly id: string;
  /** The only types of action that can reach it: explorers ask about no other. */
  readonly on: readonly string[];
  reached(before: State, action: Action, after: State): boolean;
}

/** All that an explorer needs: a machine, what is claimed of it, and which of its actions are faults. */
export interface Trial<State, Action extends { readonly type: string }> {
  readonly machine: Machine<State, Action>;
  readonly properties: readonly Property<State>[];
  readonly goals: readonly Goal<State, Action>[];
  /** A fault is paid from a budget; a state is at rest when it enables nothing else. */
  readonly isFault: (action: Action) => boolean;
}

/** Whether nothing is enabled but faults: healed, retried, drained. */
export function isAtRest<Action>(actions: readonly Action[], isFault: (action: Action) => boolean): boolean {
  for (let index = 0; index < actions.length; index += 1) if (!isFault(actions[index])) return false;
  return true;
}

/** The property, violated by one cause alone. */
export function restrictedTo<State, W extends Witness>(
  property: Property<State, W>,
  cause: string,
): Property<State, W> {
  return {
    ...property,
    violation(state) {
      const witness = property.violation(state);
      return witness?.cause === cause ? witness : null;
    },
  };
}
