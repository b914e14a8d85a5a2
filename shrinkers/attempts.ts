import type { Machine, Schedule } from '../model/machine.ts';
import { findAction, nearestAction } from './same-action.ts';

/**
 * What a counterexample must go on to be: the machine that it runs on, and how to tell that a state still fails for the
 * same guarantee and the same cause.
 */
export interface Subject<State, Action> {
  readonly machine: Machine<State, Action>;
  /** Whether `state` is the violation. For an at-rest property that includes being at rest. */
  fails(state: State): boolean;
  /** Steps that bring a state to rest when a schedule is used up; left out where `fails` does not ask for rest. */
  readonly drain?: (enabled: readonly Action[]) => Action | undefined;
}

/** Bounds of one shrinking. */
export interface Budget {
  /** Replays that may still be made. */
  replaysLeft: number;
}

/** Steps of draining added to one candidate. */
const drainStepsMax = 500;

/**
 * Tries candidates on a subject. The only way in which a pass learns whether its change was a good one.
 *
 * A candidate is replayed leniently: a step that is not enabled where it stands is left out. It succeeds when a state on
 * the way fails, and what comes back ends there. Replay starts at the first step in which the candidate differs from the
 * last success, whose states are remembered.
 */
export class Attempts<State, Action extends { readonly type: string }> {
  readonly subject: Subject<State, Action>;
  private readonly budget: Budget;
  private steps: readonly Action[] = [];
  private states: readonly State[];

  constructor(subject: Subject<State, Action>, budget: Budget) {
    this.subject = subject;
    this.budget = budget;
    this.states = [subject.machine.init];
  }

  get exhausted(): boolean {
    return this.budget.replaysLeft <= 0;
  }

  /** Counts work that is no replay: `states` computed, as so many replays of the last success. */
  charge(states: number): void {
    this.budget.replaysLeft -= Math.ceil(states / (this.steps.length + 1));
  }

  /** The states on the way of the last success, the initial one included. */
  get path(): readonly State[] {
    return this.states;
  }

  /** `candidate` as it can really happen, up to the first state that fails; null when none does or the budget is spent. */
  try(candidate: Schedule<Action>): Schedule<Action> | null {
    return this.replay(candidate, findAction);
  }

  /**
   * As `try`; but where a step is not enabled, the nearest one that is takes its place, the same with other actors. What
   * another broker did after a fail-over, the first one does when the fail-over is gone.
   */
  tryLoosely(candidate: Schedule<Action>): Schedule<Action> | null {
    return (
      this.try(candidate) ??
      this.replay(candidate, (enabled, wanted) => findAction(enabled, wanted) ?? nearestAction(enabled, wanted))
    );
  }

  private replay(
    candidate: Schedule<Action>,
    find: (enabled: readonly Action[], wanted: Action) => Action | undefined,
  ): Schedule<Action> | null {
    if (this.exhausted) return null;
    this.budget.replaysLeft -= 1;
    let shared = 0;
    while (shared < candidate.length && shared < this.steps.length && candidate[shared] === this.steps[shared]) {
      shared += 1;
    }
    const steps = this.steps.slice(0, shared);
    const states = this.states.slice(0, shared + 1);
    // No state of the last success fails but its last one.
    if (shared === this.steps.length && this.fails(states)) return this.accept(steps, states);
    if (shared === 0 && this.fails(states)) return this.accept(steps, states);
    for (let at = shared; at < candidate.length; at += 1) {
      const enabled = this.subject.machine.enabled(states[states.length - 1]);
      const action = find(enabled, candidate[at]);
      if (action === undefined) continue;
      this.take(action, steps, states);
      if (this.fails(states)) return this.accept(steps, states);
    }
    return this.drained(steps, states) ? this.accept(steps, states) : null;
  }

  private drained(steps: Action[], states: State[]): boolean {
    const { machine, drain } = this.subject;
    if (drain === undefined) return false;
    for (let step = 0; step < drainStepsMax; step += 1) {
      const action = drain(machine.enabled(states[states.length - 1]));
      if (action === undefined) return false;
      this.take(action, steps, states);
      if (this.fails(states)) return true;
    }
    return false;
  }

  private take(action: Action, steps: Action[], states: State[]): void {
    states.push(this.subject.machine.next(states[states.length - 1], action));
    steps.push(action);
  }

  private fails(states: readonly State[]): boolean {
    return this.subject.fails(states[states.length - 1]);
  }

  private accept(steps: Action[], states: State[]): Schedule<Action> {
    this.steps = steps;
    this.states = states;
    return steps;
  }
}
