import type * as fc from 'fast-check';
import type { Trial } from '../../model/property.ts';
import { CommandSession, type CommandsPropertyOptions } from './command-session.ts';
import type { TrialCommands } from './trial-commands.ts';

/**
 * A trial as a property for `fc.assert` in a test of the user's own: random interleavings, every claim checked after
 * every step, and at rest at the end.
 *
 * Build a fresh one for every `fc.assert`. To replay, give fast-check the seed and path that it printed, and
 * `replayPath` here; `assertByCommands` does both from one word.
 */
export function commandsProperty<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: CommandsPropertyOptions<State> = {},
): fc.IPropertyWithHooks<[number, TrialCommands<State, Action>]> {
  return new CommandSession(trial, options).property();
}
