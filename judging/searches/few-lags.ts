import { type Coverage, mergeCoverage, sumOf } from '../../explorers/coverage.ts';
import type { ExhaustiveResult } from '../../explorers/exhaustive-result.ts';
import type { FoundViolation } from '../../explorers/found-violation.ts';
import { shortestAmong } from '../../explorers/shortest-violations.ts';
import type { Action } from '../../model/action.ts';
import type { Setup } from '../../model/setup.ts';
import type { World } from '../../model/world.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import type { Search } from './few-faults.ts';
import { printed } from './unfinished-words.ts';

/** What complete searches say in which followers lag less often than the scope allows, whatever faults happen. */
export interface FewLags {
  /** Everything was searched in which followers lag at most so often; null where not even what happens when none does was. */
  readonly lagsAtMost: number | null;
  /** In how many states of those searches that came to their end each property was put to the test, by id. */
  readonly exercised: Readonly<Record<string, number>>;
  /** Found on the way, in one that came to no end as well; a shorter one may need more lags. */
  readonly found: readonly FoundViolation<Action>[];
  readonly coverage: Coverage;
  /** Distinct states of each search, that without a lag first; of one that came to no end, which is the last, as many as there were by then. */
  readonly states: readonly number[];
}

/**
 * Searches a scope with no lag of a follower at all, and with one more each time, as long as that is fewer than the scope
 * allows and the search comes to its end. `scope.lags` is a budget as those of faults are, which nothing but what it pays for
 * looks at: so the runs with so few lags are those of the setup that allows no more.
 *
 * @param statesMax distinct states that all searches may have together, one that came to no end included.
 */
export async function searchFewLags({ world }: ClusterTrial, statesMax: number, search: Search): Promise<FewLags> {
  const searched: ExhaustiveResult<Action>[] = [];
  const allowed = lagsAllowed(world);
  let lagsAtMost: number | null = null;
  let left = statesMax;
  for (let lags = 0; lags < allowed && left > 0; lags += 1) {
    const { result, statesAnew } = await search(clusterTrial(withLags(world.setup, lags)), left);
    searched.push(result);
    left -= statesAnew;
    if (!result.complete) break;
    lagsAtMost = lags;
  }
  return {
    lagsAtMost,
    exercised: sumOf(searched.filter(({ complete }) => complete).map(({ exercised }) => exercised)),
    found: shortestAmong(searched),
    coverage: mergeCoverage(searched.map(({ coverage }) => coverage)),
    states: searched.map(({ distinct }) => distinct),
  };
}

/** An expectation is rough: it has been twice of what there was in the end. */
const doubtFactor = 2;

/**
 * Why a scope is not worth a search within `statesMax` distinct states: with one lag more there are expected to be as many times more
 * as with the one before. Nothing where that cannot be told, or there may be few enough.
 *
 * @param lags that the scope allows.
 */
export function tooManyExpected({ states, lagsAtMost }: FewLags, lags: number, statesMax: number): string | undefined {
  const [before, last] = states.slice(-2);
  if (lagsAtMost === null) {
    return states.length === 0 ? undefined : `there are more than ${printed(before)} while no follower lags`;
  }
  if (last === undefined) return undefined;
  const expected = last * (last / before) ** (lags + 1 - states.length);
  if (expected < doubtFactor * statesMax) return undefined;
  const known = states.map((count, often) => `${printed(count)} with ${often} ${often === 1 ? 'lag' : 'lags'}`);
  return `by ${known.join(' and ')} some ${printed(Number(expected.toPrecision(2)))} are to be expected`;
}

/** How often followers may lag in all; never where there are none. */
export const lagsAllowed = ({ replicationFactor, setup }: World): number =>
  replicationFactor < 2 ? 0 : setup.scope.lags;

/** The setup in which followers lag at most so often. */
export const withLags = (setup: Setup, lags: number): Setup => ({ ...setup, scope: { ...setup.scope, lags } });
