import type { Schedule } from '../model/machine.ts';
import type { Trial } from '../model/property.ts';

/**
 * What a reduction makes of a trial: another one to be searched in its place, and the way back.
 *
 * A complete search of the reduced trial finds a violation of a property if and only if the trial that it is made from
 * has one. What it finds is, by the way back, a schedule of that trial's machine, though not always a shortest one.
 */
export interface ReducedTrial<State, Action extends { readonly type: string }, Original = Action> {
  readonly trial: Trial<State, Action>;
  /** Init, which is a set as in TLA+: a search begins at each. No two have the same fingerprint. */
  readonly initials: readonly State[];
  /**
   * The way back: the schedule of the original machine, from its own `init`, that a behaviour stands for.
   *
   * @param initial index of the initial state that the behaviour begins at.
   * @param steps its actions from there on.
   */
  original(initial: number, steps: Schedule<Action>): Schedule<Original>;
}

/** A trial with nothing left out. */
export const unreduced = <State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
): ReducedTrial<State, Action> => ({
  trial,
  initials: [trial.machine.init],
  original: (_initial, steps) => steps,
});
