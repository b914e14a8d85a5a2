import type { Action } from '../model/action.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import type { Trial } from '../model/property.ts';
import { merged, type Selection } from '../model/selection.ts';
import type { Ask } from '../model/query.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { budgetSplits } from './persistent-sets/budget-splits.ts';
import { persistentSetOf } from './persistent-sets/persistent-set.ts';
import { withoutThePast } from './projection/settled-brokers.ts';
import { areBrokersInStep } from './quiescence.ts';
import type { ReducedTrial } from './reduced-trial.ts';
import { selective } from './selective.ts';
import { withRewritings } from './with-rewritings.ts';

/** Steps merged into one, as an upper bound: a batch that is refused again and again never ends. */
const STEPS_MAX = 64;

/**
 * Persistent sets (Godefroid 1996) for the shape `transform`: of steps that commute one order is tried.
 *
 * Equivalence: two runs from the same initial state that come to rest with their fault budget spent, of which one comes
 *   from the other by exchanging neighbours that commute, or by leaving out a step that changes no verdict.
 * Sound because: of every class of such runs one goes through the persistent set of each state (`persistent-set.ts`),
 *   and runs that leave some of the budget are the spent ones of a smaller budget, from which the search begins as well
 *   (`budget-splits.ts`). Chains without a choice are merged into one step: what lies between cannot violate anything
 *   that the end does not, because facts in the ledger stay, the committed records are on every member of the ISR
 *   (`recoveryStep`), and no partition ever has two owners (`persistent-sets/generations.ts`).
 *   What happens before the last lag is spent is argued in `persistent-sets/settled.ts` and `steady.ts`; what settled
 *   brokers have that nobody notices (`projection/settled-brokers.ts`) is left out before that, too.
 * Needs: a transform in transactions, a group whose partitions have one owner, and the mechanisms that `persistent-sets/needs.ts` lists.
 * Checked by: `persistent-sets.test.ts`, which compares what is seen at rest with what the whole search sees, and
 *   `reduction.test.ts`, which compares verdicts.
 */
export function persistentSets(world: World, trial: Trial<ClusterState, Action>): ReducedTrial<ClusterState, Action> {
  const { machine } = trial;
  const initials = budgetSplits(machine.init);
  const selection: Selection<ClusterState, Action> = {
    choose: (actions, ask) => persistentSetOf(world, ask, actions),
    follows: (action) => !isFault(action),
    stepsMax: STEPS_MAX,
  };
  // Brokers in step have no past, and the quotient takes them for one another.
  const past = withoutThePast(world).map((rewriting) => ({
    ...rewriting,
    applies: (ask: Ask<ClusterState>) => rewriting.applies(ask) && !areBrokersInStep(world, ask),
  }));
  const chosen = withRewritings(selective(machine, selection), past);
  return {
    // What a run leaves of its budget is looked for where it begins with less: only where nothing at all is enabled is
    // a state at rest.
    trial: { ...trial, machine: chosen, isFault: () => false },
    initials,
    original(initial, actions) {
      let state = initials[initial];
      return actions.flatMap((action) => {
        const { after, steps } = merged(machine, selection, state, action);
        state = after;
        return steps;
      });
    },
  };
}
