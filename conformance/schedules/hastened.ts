import { describeAction } from '../../explorers/describe-action.ts';
import type { Action } from '../../model/action.ts';
import { cluster } from '../../model/cluster.ts';
import { NotEnabledError } from '../../model/machine.ts';
import type { Setup } from '../../model/setup.ts';
import { ownSteps, type RulesOfPlay } from './rules-of-play.ts';

/** What a cluster does by itself, by the rules that it is played by. */
type OwnActions = Pick<RulesOfPlay, 'byItself' | 'ownActions'>;

/**
 * The schedule in which everything that a cluster does by itself comes as soon as it can: there nothing else can come before.
 *
 * @param isStillOne whether a schedule shows what this one is to show.
 * @returns the schedule itself, where that has it so already, or where the other is none or does not show it.
 */
export function hastened(
  { setup, schedule }: { readonly setup: Setup; readonly schedule: readonly Action[] },
  rules: OwnActions,
  isStillOne: (schedule: readonly Action[]) => boolean,
): readonly Action[] {
  const sooner = withOwnFirst(setup, schedule, rules);
  if (sooner === null || words(sooner) === words(schedule)) return schedule;
  return isStillOne(sooner) ? sooner : schedule;
}

const words = (actions: readonly Action[]): string => actions.map(describeAction).join('; ');

/** Null where the machine does not take the rest of the schedule then. */
function withOwnFirst(setup: Setup, schedule: readonly Action[], rules: OwnActions): readonly Action[] | null {
  const machine = cluster(setup);
  const taken: Action[] = [];
  let state = machine.init;
  try {
    for (const action of schedule) {
      for (const own of ownSteps(rules, machine.world, machine, state)) {
        taken.push(own.action);
        state = own.after;
      }
      if (rules.byItself.has(action.type)) continue;
      state = machine.next(state, action);
      taken.push(action);
    }
    return taken;
  } catch (error) {
    if (error instanceof NotEnabledError) return null;
    throw error;
  }
}
