import type { Setup } from '../model/setup.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { clusterTrial } from '../properties/trial.ts';
import { applicable, type Reductions } from '../reductions/reduced.ts';
import type { GuaranteeVerdict, Remedy } from '../reports/verdict.ts';
import { setupOf } from '../setups/resolve.ts';
import { smallSearches } from './limits.ts';
import { remedyPlan, remedyRuns, remedySmallRuns } from './plans.ts';
import { changesFor } from './remedy-changes.ts';
import { runPlan } from './run-plan.ts';
import type { TimeLimit } from './time-limit.ts';
import { verdictOf } from './verdicts.ts';

export interface RemedyOptions {
  readonly seed: string;
  readonly reductions: Reductions;
  readonly time: TimeLimit;
}

/** The answer to a search that was stopped before it had one. */
export const CUT = 'cut';

/**
 * The one setting that closes the hole: the first change under which neither this cause nor any other violation of the
 * guarantee is found that was not there before; `CUT` where time was up before that was known.
 *
 * Each change is tried first in the small world of the counterexample, which is searched whole where it can be: there
 * a hole that is rare in the setup's own world shows if it is still open. What passes is tried in the setup itself.
 */
export async function remedyFor(
  setup: Setup,
  verdict: GuaranteeVerdict,
  options: RemedyOptions,
): Promise<Remedy | undefined | typeof CUT> {
  const { counterexample } = verdict;
  if (counterexample === undefined) return undefined;
  const known = new Set(verdict.causes?.map(({ cause }) => cause));
  const hole: Hole = { guarantee: verdict.id, cause: counterexample.cause, known };
  const world = counterexample.setup === undefined ? null : setupOf(counterexample.setup, 'counterexample');
  for (const change of changesFor(setup)) {
    const changed = change.apply(setup);
    const small = world === null ? null : change.apply(world);
    if (changed === null) continue;
    const first = small === null ? 'holds' : await closing(small, hole, remedySmallRuns, options);
    if (first === CUT) return CUT;
    if (first === OPEN) continue;
    const verified = await closing(changed, hole, remedyRuns, options);
    if (verified === CUT) return CUT;
    if (verified !== OPEN) return { change: change.text, verified };
  }
  return undefined;
}

/** What a remedy has to close. */
interface Hole {
  readonly guarantee: string;
  readonly cause: string;
  /** Every cause for which the setup violates the guarantee as it is. */
  readonly known: ReadonlySet<string>;
}

const OPEN = 'open';

/** How far it was seen that the guarantee is not violated for this cause, nor for a new one. */
async function closing(
  setup: Setup,
  { guarantee, cause, known }: Hole,
  runs: number,
  { seed, reductions, time }: RemedyOptions,
): Promise<Remedy['verified'] | typeof OPEN | typeof CUT> {
  const signal = time.until(1);
  if (signal.aborted) return CUT;
  const trial = clusterTrial(setup);
  const properties = trial.properties.filter(({ id }) => guaranteeOf(id) === guarantee);
  const plan = remedyPlan(seed, runs, applicable(trial.world, reductions));
  const { results } = await runPlan({ ...trial, properties, goals: [] }, plan, smallSearches(time));
  const causes = results.flatMap(({ found }) => found.map((violation) => violation.cause));
  if (causes.includes(cause) || causes.some((other) => !known.has(other))) return OPEN;
  if (signal.aborted) return CUT;
  const ids = properties.map(({ id }) => id);
  if (verdictOf(ids, results) === 'vacuous') return OPEN;
  return results.some(({ complete }) => complete) ? 'holds' : 'not-violated';
}
