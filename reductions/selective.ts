import { commandsOf, madeOf } from '../model/commands.ts';
import type { Machine } from '../model/machine.ts';
import { asking } from '../model/query.ts';
import { merged, type Selection } from '../model/selection.ts';

/** The machine that takes only the steps of a selection, each with all that follow. */
export function selective<State, Action>(
  machine: Machine<State, Action>,
  selection: Selection<State, Action>,
): Machine<State, Action> {
  const chosen: Machine<State, Action> = {
    ...machine,
    enabled: (state) => selection.choose(machine.enabled(state), asking(state)).slice(),
    next: (state, action) => merged(machine, selection, state, action).after,
  };
  const commands = commandsOf(machine);
  if (commands !== undefined) madeOf(chosen, { ...commands, selection });
  return chosen;
}
