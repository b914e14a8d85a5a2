import { type Coverage, mergeCoverage, sumOf } from '../explorers/coverage.ts';
import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import type { FoundViolation } from '../explorers/found-violation.ts';
import { ShortestViolations } from '../explorers/shortest-violations.ts';
import type { Action } from '../model/action.ts';
import { FAULT_KINDS } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';

/** What complete searches say in which fewer faults happen than the scope allows. */
export interface FewFaults {
  /** Everything was searched in which at most so many happen; null where not even what happens without any was. */
  readonly faultsAtMost: number | null;
  /** In how many states of those searches each property was put to the test, by id. */
  readonly exercised: Readonly<Record<string, number>>;
  /** Found on the way, in searches that came to no end as well; a shorter one may need more faults. */
  readonly found: readonly FoundViolation<Action>[];
  readonly coverage: Coverage;
}

type Faults = Setup['faults'];

/** One search of several, which may have an environment in common. */
export interface SearchAmongOthers {
  readonly result: ExhaustiveResult<Action>;
  /** Those of its distinct states that no search before it has gone through. */
  readonly statesAnew: number;
}

/** What a search of a trial comes to. @param statesMax distinct states that it may go through anew. */
export type Search = (trial: ClusterTrial, statesMax: number) => Promise<SearchAmongOthers>;

/**
 * Searches a scope with no fault at all, then with one of those that it allows, whichever that is, then with two, as long as
 * each of these searches comes to its end.
 *
 * That at most k faults happen in a run means that they are among some k of those that are allowed. So its runs are those of
 * the setups that allow these k and no others; each of them is searched as any setup is, and what a search may leave out it
 * may leave out of them as well.
 *
 * @param statesMax distinct states that the searches of one number of faults may have together; those that several of them
 *   have in common because they share an environment count once, and those of fewer faults not again.
 */
export async function searchFewFaults({ world }: ClusterTrial, statesMax: number, search: Search): Promise<FewFaults> {
  const { setup } = world;
  const allowed = FAULT_KINDS.reduce((sum, kind) => sum + setup.faults[kind], 0);
  const searched: ExhaustiveResult<Action>[] = [];
  let complete: readonly ExhaustiveResult<Action>[] = [];
  let faultsAtMost: number | null = null;
  for (let faults = 0; faults < allowed; faults += 1) {
    const results = await searchAll(setup, chosen(setup.faults, faults), statesMax, search);
    searched.push(...results);
    if (results.some((result) => !result.complete)) break;
    [complete, faultsAtMost] = [results, faults];
  }
  return {
    faultsAtMost,
    exercised: sumOf(complete.map(({ exercised }) => exercised)),
    found: foundIn(searched),
    coverage: mergeCoverage(searched.map(({ coverage }) => coverage)),
  };
}

/** Up to the first that does not come to its end: the others would not change what is known. */
async function searchAll(
  setup: Setup,
  choices: readonly Faults[],
  statesMax: number,
  search: Search,
): Promise<readonly ExhaustiveResult<Action>[]> {
  const results: ExhaustiveResult<Action>[] = [];
  let left = statesMax;
  for (const faults of choices) {
    const { result, statesAnew } = await search(clusterTrial({ ...setup, faults }), left);
    results.push(result);
    left -= statesAnew;
    if (!result.complete || left <= 0) break;
  }
  return results.length === choices.length ? results : results.map((result) => ({ ...result, complete: false }));
}

/** Every way to allow so many of the faults that are allowed. */
export function chosen(faults: Faults, count: number): readonly Faults[] {
  const none = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<keyof Faults, number>;
  let ways: readonly { readonly faults: Faults; readonly left: number }[] = [{ faults: none, left: count }];
  for (const kind of FAULT_KINDS) {
    ways = ways.flatMap(({ faults: so, left }) =>
      Array.from({ length: Math.min(faults[kind], left) + 1 }, (_, times) => ({
        faults: { ...so, [kind]: times },
        left: left - times,
      })),
    );
  }
  return ways.filter(({ left }) => left === 0).map((way) => way.faults);
}

/** Of each cause the shortest schedule. */
function foundIn(results: readonly ExhaustiveResult<Action>[]): readonly FoundViolation<Action>[] {
  const shortest = new ShortestViolations<Action>();
  for (const [search, { violations }] of results.entries()) {
    for (const { property, cause, schedule } of violations)
      shortest.note(property, cause, schedule, schedule.length, search);
  }
  return shortest.all();
}
