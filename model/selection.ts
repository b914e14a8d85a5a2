import type { Machine } from './machine.ts';
import { type Ask, asking } from './query.ts';

/** Which of the enabled steps are taken, where one order of some is enough, and which follow at once. */
export interface Selection<State, Action> {
  /** A list of the enabled actions that are taken: a function of them and of the answers that it asks for. */
  readonly choose: (enabled: readonly Action[], ask: Ask<State>) => readonly Action[];
  /** Whether a step that is the only one to be taken follows at once, as one step with the one before it. */
  readonly follows: (action: Action) => boolean;
  /** Steps taken as one, at most. */
  readonly stepsMax: number;
}

/** The steps that a machine takes as one: an action, and all that follow it at once. */
export function merged<State, Action>(
  machine: Machine<State, Action>,
  { choose, follows, stepsMax }: Selection<State, Action>,
  before: State,
  action: Action,
): { readonly after: State; readonly steps: readonly Action[] } {
  let after = machine.next(before, action);
  const steps = [action];
  while (steps.length < stepsMax) {
    const choices = choose(machine.enabled(after), asking(after));
    if (choices.length !== 1 || !follows(choices[0])) break;
    after = machine.next(after, choices[0]);
    steps.push(choices[0]);
  }
  return { after, steps };
}
