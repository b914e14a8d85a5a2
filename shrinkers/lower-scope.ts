import type { Schedule } from '../model/machine.ts';
import { Attempts, type Budget, type Subject } from './attempts.ts';

/** A world to replay in, and the smaller worlds next to it. */
export interface Scope<State, Action extends { readonly type: string }> {
  /** What it takes to make this world again, such as a setup; the shrinker passes it through. */
  readonly setup: unknown;
  readonly subject: Subject<State, Action>;
  /** Worlds with fewer records, members, brokers: each made only when it is tried, the most wanted first. */
  readonly smaller: readonly (() => Scope<State, Action>)[];
}

/**
 * The smallest world, step by step, in which the schedule still fails without becoming longer.
 *
 * What the smaller world cannot do is left out of the schedule, because attempts replay leniently.
 */
export function lowerScope<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  scope: Scope<State, Action>,
  budget: Budget,
): { readonly schedule: Schedule<Action>; readonly scope: Scope<State, Action> } {
  for (const make of scope.smaller) {
    if (budget.replaysLeft <= 0) break;
    const candidate = make();
    const result = new Attempts(candidate.subject, budget).tryLoosely(schedule);
    if (result !== null && result.length <= schedule.length) return lowerScope(result, candidate, budget);
  }
  return { schedule, scope };
}
