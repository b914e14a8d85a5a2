import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import { restrictedTo } from '../../model/property.ts';
import type { Setup } from '../../model/setup.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import { ALL_REDUCTIONS, applicable, type Reductions } from '../../reductions/reduced.ts';
import { type SearchLimits, smallSearches } from '../searches/limits.ts';
import type { Plan } from '../searches/plan.ts';
import { runPlan } from '../searches/run-plan.ts';
import { adapted, OF_ANY_KIND, OF_ANY_KIND_AS_SEEN, wayToRest } from './adapted.ts';
import { causesBehind, causesIn } from './witnesses.ts';

/** One way in which a guarantee is violated, and a schedule that goes it. */
export interface Hole {
  readonly guarantee: string;
  readonly cause: string;
  readonly schedule: Schedule<Action>;
}

/**
 * What became of a hole in a changed world: `open`, the guarantee is violated there for the same cause; `closed`, the
 * whole world was searched, the guarantee was put to the test and is not violated for this cause; `unseen`, neither is
 * known.
 */
export type Reach = 'open' | 'closed' | 'unseen';

/**
 * Whether a hole is open in another world. The hole's own schedule is tried first, and what that world makes of it: where it
 * can still be gone, nothing has to be searched.
 */
export async function reachOf(
  world: Setup,
  { guarantee, cause, schedule }: Hole,
  planFor: (properties: readonly string[], reductions: Reductions) => Plan,
  { time, environments }: Pick<SearchLimits, 'time' | 'environments'>,
): Promise<Reach> {
  const trial = clusterTrial(world);
  if (isGone(trial, { guarantee, cause, schedule })) return 'open';
  const properties = trial.properties
    .filter(({ id }) => guaranteeOf(id) === guarantee)
    .map((property) => restrictedTo(property, cause));
  if (properties.length === 0) return 'unseen';
  const ids = properties.map(({ id }) => id);
  const plan = planFor(ids, applicable(trial.world, ALL_REDUCTIONS));
  const { results } = await runPlan({ ...trial, properties, goals: [] }, plan, smallSearches(time, environments));
  if (results.some(({ found }) => found.length > 0)) return 'open';
  const isTested = results.some(({ exercised }) => properties.some(({ id }) => exercised[id] > 0));
  return isTested && results.some(({ complete }) => complete) ? 'closed' : 'unseen';
}

/** Whether the schedule of a hole, as a changed world has it, still comes to the hole. */
export function isGone(trial: ClusterTrial, { guarantee, cause, schedule }: Hole): boolean {
  if (causesBehind(trial, schedule, guarantee).includes(cause)) return true;
  const kinds = trial.world.transactional ? [OF_ANY_KIND, OF_ANY_KIND_AS_SEEN] : [OF_ANY_KIND];
  const ends = kinds.map((additions) => adapted(trial, schedule, additions).end);
  if (ends.some((end) => causesIn(trial, end, guarantee).includes(cause))) return true;
  if (trial.properties.every(({ id, kind }) => kind === 'always' || guaranteeOf(id) !== guarantee)) return false;
  return ends.some((end) => {
    const atRest = wayToRest(trial, end).reduce((state, action) => trial.machine.next(state, action), end);
    return causesIn(trial, atRest, guarantee).includes(cause);
  });
}
