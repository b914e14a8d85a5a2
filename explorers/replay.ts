import { type Machine, NotEnabledError, type Schedule, type Step } from '../model/machine.ts';
import { describeAction } from './describe-action.ts';

/** A schedule does not fit its setup: one of its steps cannot happen where it stands. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
  /** Counted from 1. */
  readonly step: number;
  readonly action: unknown;
  /** What could have happened instead. */
  readonly enabled: readonly unknown[];

  constructor(step: number, action: unknown, enabled: readonly unknown[]) {
    const found = describe(action);
    const instead = enabled.length === 0 ? 'nothing is enabled' : `enabled are: ${enabled.map(describe).join('; ')}`;
    super(
      `step ${step} of the schedule (${found}) cannot happen here; ${instead}. ` +
        'The schedule belongs to another setup, or was made by another version: replay it with the setup in its own file, or search again.',
    );
    this.step = step;
    this.action = action;
    this.enabled = enabled;
  }
}

/**
 * Goes through `schedule` from the initial state.
 *
 * @throws {ScheduleError} when a step is not enabled where it stands; the number of the step is in the message.
 */
export function replay<State, Action>(
  machine: Machine<State, Action>,
  schedule: Schedule<Action>,
): Step<State, Action>[] {
  const steps: Step<State, Action>[] = [];
  let before = machine.init;
  for (const action of schedule) {
    const after = nextOrNull(machine, before, action);
    if (after === null) throw new ScheduleError(steps.length + 1, action, machine.enabled(before));
    steps.push({ action, before, after });
    before = after;
  }
  return steps;
}

/**
 * The state that `schedule` ends in.
 *
 * @throws {ScheduleError} as `replay` does.
 */
export const endOf = <State, Action>(machine: Machine<State, Action>, schedule: Schedule<Action>): State =>
  replay(machine, schedule).at(-1)?.after ?? machine.init;

function nextOrNull<State, Action>(machine: Machine<State, Action>, state: State, action: Action): State | null {
  try {
    return machine.next(state, action);
  } catch (error) {
    if (error instanceof NotEnabledError) return null;
    throw error;
  }
}

const describe = (action: unknown): string =>
  typeof action === 'object' && action !== null ? describeAction(action) : JSON.stringify(action);
