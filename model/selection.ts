import type { Machine } from './machine.ts';
import { type Ask, asking } from './query.ts';

/** Which of the enabled steps are taken, where one order of some is enough, and which follow at once. */
export interface Selection<State, Action> {
  /** A list of the enabled actions that are taken: a function of them and of the answers that it asks for. */
  readonly choose: (enabled: readonly Action[], ask: Ask<State>) => readonly Action[];
  /** Whether a step that is the only one to be taken follows at once, as one step with the one before it. */
  readonly follows: (action: Action) => boolean;
  /** Steps taken as one, at most; of those that are taken at once there may be any number more. */
  readonly stepsMax: number;
  /**
   * The next of the enabled steps that are taken at once, as one step with the one before them; null where there is none, as in
   * every initial state. Always one of the same objects for one action.
   */
  readonly atOnce?: (ask: Ask<State>) => Action | null;
}

/** The steps that a machine takes as one: an action, and all that follow it at once. */
export function merged<State, Action>(
  machine: Machine<State, Action>,
  selection: Selection<State, Action>,
  before: State,
  action: Action,
): { readonly after: State; readonly steps: readonly Action[] } {
  let after = before;
  const steps: Action[] = [];
  let next: Action | null = action;
  while (next !== null) {
    after = machine.next(after, next);
    steps.push(next);
    next = selection.atOnce?.(asking(after)) ?? following(machine, selection, after, steps.length);
  }
  return { after, steps };
}

/** The only step that is taken in a state, where it follows at once after so many others. */
function following<State, Action>(
  machine: Machine<State, Action>,
  { choose, follows, stepsMax }: Selection<State, Action>,
  state: State,
  steps: number,
): Action | null {
  if (steps >= stepsMax) return null;
  const choices = choose(machine.enabled(state), asking(state));
  return choices.length === 1 && follows(choices[0]) ? choices[0] : null;
}
