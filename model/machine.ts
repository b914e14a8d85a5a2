import type { Packing } from './packing.ts';

/**
 * The one interface of the project: a deterministic labelled transition system.
 *
 * Every explorer, every shrinker and replay works over a `Machine`, never over Kafka: what is Kafka about the project
 * stands behind these members. An action is plain data, a schedule is a list of actions, and a machine with a
 * schedule is a whole behaviour.
 */
export interface Machine<State, Action> {
  /** The only initial state. */
  readonly init: State;

  /**
   * The actions that may happen next, in an order that depends on `state` alone.
   *
   * The array is fresh; the actions in it may be shared between calls and must not be changed.
   */
  enabled(state: State): readonly Action[];

  /**
   * The state after `action`. Pure: `state` is left as it was and shares structure with the result.
   *
   * @throws {NotEnabledError} when `action` is not among `enabled(state)`.
   */
  next(state: State, action: Action): State;

  /** A fingerprint of the whole of `state`: equal states have equal fingerprints, in every process. */
  fingerprint(state: State): Fingerprint;

  /** How its states are integers, of a machine of which they are few and small. */
  readonly packing?: Packing<State>;
}

/** 64 bits, as two unsigned 32-bit integers. */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** A fingerprint as what a map or a set tells apart. */
export const keyOf = ({ high, low }: Fingerprint): string => `${high} ${low}`;

/** A list of actions: with the setup, everything that replay, shrinking and reports need. */
export type Schedule<Action> = readonly Action[];

/** One step of a behaviour. */
export interface Step<State, Action> {
  readonly action: Action;
  readonly before: State;
  readonly after: State;
}

/** An action was applied in a state that does not enable it: the schedule does not fit its setup. */
export class NotEnabledError extends Error {
  override readonly name = 'NotEnabledError';
  readonly action: unknown;

  constructor(action: unknown, reason = 'it is not enabled in this state') {
    super(`${JSON.stringify(action)} cannot happen here: ${reason}`);
    this.action = action;
  }
}

/** Proves to the compiler that a switch is exhaustive. */
export function unreachable(value: never): never {
  throw new NotEnabledError(value, 'no subsystem knows an action of this type');
}
