import type { Action } from '../../model/action.ts';
import { commandsOf } from '../../model/commands.ts';
import type { ClusterState } from '../../model/state.ts';
import { otherwise } from '../../narrator/otherwise.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import { findAction } from '../../shrinkers/same-action.ts';
import { missingParts } from './missing.ts';

/** How many parts of a state one reason names: more would be no reason, but another story. */
const reasonsMax = 2;

/**
 * Why an action cannot happen in a state: by what of it would have to be as it was where the action did happen. The rule of
 * the action is asked itself, of states put together of the two, so that the reason is never another than the rule's.
 * Undefined where that has no words.
 */
export function reasonOf(
  { world, machine }: Pick<ClusterTrial, 'world' | 'machine'>,
  action: Action,
  here: ClusterState,
  there: ClusterState,
): string | undefined {
  const command = commandsOf(machine)?.all.find((known) => findAction([known.action], action) !== undefined);
  if (command === undefined) return 'the changed setup has no such step';
  const missing = missingParts(here, there, (state) => command.enabled(state));
  if (missing === null) return 'the changed setup does not allow it';
  const told = missing.flatMap((part) => otherwise(world, here, part) ?? []);
  return told.length === 0 ? undefined : [...new Set(told)].slice(0, reasonsMax).join(', and ');
}
