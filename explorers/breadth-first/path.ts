import type { Machine, Schedule } from '../../model/machine.ts';

/** A way through a machine: which initial state it begins at, and then which of the enabled actions to take. */
export interface Path {
  readonly initial: number;
  readonly choices: readonly number[];
}

/** The actions of a path, found by executing it again. */
export function behaviourOf<State, Action>(
  machine: Machine<State, Action>,
  initials: readonly State[],
  { initial, choices }: Path,
): Schedule<Action> {
  let current = initials[initial];
  return choices.map((choice) => {
    const action = machine.enabled(current)[choice];
    current = machine.next(current, action);
    return action;
  });
}
