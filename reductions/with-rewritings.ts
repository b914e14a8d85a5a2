import { commandsOf, madeOf } from '../model/commands.ts';
import type { Machine } from '../model/machine.ts';
import { type Rewriting, rewritten } from '../model/rewriting.ts';

/**
 * The machine whose states are told apart by what they are rewritten to: by these rewritings first, then by those that it
 * has already. It goes on from the states that it comes to.
 */
export function withRewritings<State, Action>(
  machine: Machine<State, Action>,
  rewritings: readonly Rewriting<State>[],
): Machine<State, Action> {
  const merged: Machine<State, Action> = {
    ...machine,
    fingerprint: (state) => machine.fingerprint(rewritten(state, rewritings)),
  };
  const commands = commandsOf(machine);
  if (commands !== undefined) {
    madeOf(merged, { ...commands, rewritings: [...rewritings, ...(commands.rewritings ?? [])] });
  }
  return merged;
}
