import type { Schedule } from '../model/machine.ts';

/** One way in which a property fails, as a search found it. */
export interface FoundViolation<Action> {
  readonly property: string;
  readonly cause: string;
  /** Leads from the initial state to the first state that violates. */
  readonly schedule: Schedule<Action>;
  /** States on the way, the initial one included: one more than the steps. */
  readonly states: number;
}

/** A violation that a random run found. */
export interface RunViolation<Action> extends FoundViolation<Action> {
  /** The number of the run that finds it again. */
  readonly run: number;
}
