import type { Action } from '../model/action.ts';
import { hazardPlan } from '../judging/searches/plans.ts';
import { smallSearches } from '../judging/searches/limits.ts';
import { runPlan } from '../judging/searches/run-plan.ts';
import { type Tried, singlePropertyTrial } from '../properties/hazards/single-property-trial.ts';
import type { SetupDraft } from '../setups/input.ts';

const SEED = 'kafka-trial';

/** The shortest counterexample to a guarantee in a small setup; null where a search finds none. */
export async function shortestCounterexample(tried: Tried, draft: SetupDraft): Promise<readonly Action[] | null> {
  const trial = singlePropertyTrial(tried, draft);
  const { results } = await runPlan(trial, hazardPlan(SEED, tried.guarantee), smallSearches());
  const [found] = results.flatMap((result) => result.found);
  return found === undefined ? null : found.schedule;
}
