import type { Action } from '../../model/action.ts';
import { cluster } from '../../model/cluster.ts';
import { NotEnabledError } from '../../model/machine.ts';
import type { Setup } from '../../model/setup.ts';
import { ownSteps } from '../rules-of-play.ts';
import { OWN_RULES } from './own-rules.ts';

/**
 * The schedule in which everything that a cluster of one's own does by itself comes as soon as it can: there nothing else can
 * come before.
 *
 * @returns null where the machine does not take the rest of the schedule then.
 */
export function hastened(setup: Setup, schedule: readonly Action[]): readonly Action[] | null {
  const machine = cluster(setup);
  const taken: Action[] = [];
  let state = machine.init;
  try {
    for (const action of schedule) {
      for (const own of ownSteps(OWN_RULES, machine.world, machine, state)) {
        taken.push(own.action);
        state = own.after;
      }
      if (OWN_RULES.byItself.has(action.type)) continue;
      state = machine.next(state, action);
      taken.push(action);
    }
    return taken;
  } catch (error) {
    if (error instanceof NotEnabledError) return null;
    throw error;
  }
}
