import type { Schedule } from '../model/machine.ts';
import type { Coverage } from './coverage.ts';

/** What every explorer can tell of the properties that it judged. */
export interface SearchResult<Action> {
  /** The shortest schedule found for each property and cause, in the order of their discovery. */
  readonly violations: readonly Violation<Action>[];
  /** In how many states each property was put to the test, by id. */
  readonly exercised: Readonly<Record<string, number>>;
  readonly coverage: Coverage;
  /** Why the search ended before it was done; absent when it was done. */
  readonly stopped?: string;
}

/** One way in which a property fails. */
export interface Violation<Action> {
  readonly property: string;
  readonly cause: string;
  /** Leads from the initial state to the first state that violates. */
  readonly schedule: Schedule<Action>;
  /** States on the way, the initial one included: one more than the steps. */
  readonly states: number;
}

/**
 * Asks a search to stop. An `AbortSignal` is one, but it cannot change while a search keeps the thread busy: for a
 * deadline give an object whose `aborted` is computed.
 */
export interface StopSignal {
  readonly aborted: boolean;
  /** What stopped it, for the result; `interrupted` when left out. */
  readonly why?: string;
}

/** One step of a behaviour. */
export interface Step<State, Action> {
  readonly action: Action;
  readonly before: State;
  readonly after: State;
}
