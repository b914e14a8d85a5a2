import { type Coverage, mergeCoverage } from '../../explorers/coverage.ts';
import type { ExhaustiveResult } from '../../explorers/exhaustive-result.ts';
import type { FoundViolation } from '../../explorers/found-violation.ts';
import { shortestAmong } from '../../explorers/shortest-violations.ts';
import type { Action } from '../../model/action.ts';
import type { Setup } from '../../model/setup.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import { chosen, type FaultChoice, faultsIn, isWithin, mostOfAny, setupWith } from './fault-choices.ts';

/** A choice of faults with which everything was searched. */
export interface SearchedChoice {
  readonly faults: FaultChoice;
  /** In how many states of that search each property was put to the test, by id. */
  readonly exercised: Readonly<Record<string, number>>;
}

/** What complete searches say in which fewer faults happen than the scope allows. */
export interface FewFaults {
  /** Everything was searched in which at most so many faults happen; null where not even what happens without any was. */
  readonly faultsAtMost: number | null;
  /** All choices with which everything was searched; what is within one of them is one of them. */
  readonly choices: readonly SearchedChoice[];
  /** Choices of which everything within was searched, and they were not. */
  readonly open: readonly FaultChoice[];
  /** Found on the way, in searches that came to no end as well; a shorter one may need more faults. */
  readonly found: readonly FoundViolation<Action>[];
  readonly coverage: Coverage;
}

/** One search of several, which may have an environment in common. */
export interface SearchAmongOthers {
  readonly result: ExhaustiveResult<Action>;
  /** Those of its distinct states that no search before it has gone through. */
  readonly statesAnew: number;
}

/** What a search of a trial comes to. @param statesMax distinct states that it may go through anew. */
export type Search = (trial: ClusterTrial, statesMax: number) => Promise<SearchAmongOthers>;

/** Distinct states that each choice of faults is tried with first, and how many times as many the next time. */
const firstStatesMax = 20_000;
const growth = 4;

/**
 * Searches a scope with no fault at all, and with every choice of those that it allows of which all that is within has been
 * searched to its end. What a choice costs nobody knows before: so all get a few states, and those that do not come to their
 * end with them more, until there are no more. The cheap ones come first that way, and one that is hopeless stands in the way
 * of none; what searches that came to no end went through is at most a third of what the last ones may.
 *
 * That at most k faults happen in a run means that they are among some k of those that are allowed. So its runs are those of
 * the setups that allow these k and no others; each of them is searched as any setup is, and what a search may leave out it
 * may leave out of them as well.
 *
 * @param statesMax distinct states that all searches may have together, those that came to no end included; those that
 *   several of them have in common because they share an environment count once.
 */
export async function searchFewFaults({ world }: ClusterTrial, statesMax: number, search: Search): Promise<FewFaults> {
  const { setup } = world;
  const complete: SearchedChoice[] = [];
  const searched: ExhaustiveResult<Action>[] = [];
  let left = statesMax;
  let isOver = false;
  for (let bound = firstStatesMax; !isOver; bound *= growth) {
    let open = 0;
    for (const faults of untried(setup, complete)) {
      const most = Math.min(bound, left);
      const { result, statesAnew } = await search(clusterTrial(setupWith(setup, faults)), most);
      searched.push(result);
      left -= statesAnew;
      if (result.complete) complete.push({ faults, exercised: result.exercised });
      else open += 1;
      // What ended before its bound had no time or no memory left, and neither has what comes after it.
      isOver = left <= 0 || (!result.complete && statesAnew < most);
      if (isOver) break;
    }
    isOver ||= open === 0;
  }
  return {
    faultsAtMost: mostOfAny(
      setup.faults,
      complete.map(({ faults }) => faults),
    ),
    choices: complete,
    open: [...untried(setup, complete)],
    found: shortestAmong(searched),
    coverage: mergeCoverage(searched.map(({ coverage }) => coverage)),
  };
}

/**
 * The choices whose turn it is, those of few faults first: of each everything within has been searched to its end. What is
 * complete grows meanwhile.
 */
function* untried({ faults }: Pick<Setup, 'faults'>, complete: readonly SearchedChoice[]): Generator<FaultChoice> {
  const allowed = faultsIn(faults);
  for (let count = 0; count < allowed; count += 1) {
    const below = complete.filter((choice) => faultsIn(choice.faults) === count - 1);
    if (count > 0 && below.length === 0) return;
    for (const choice of chosen(faults, count)) {
      const isKnown = complete.some((other) => faultsIn(other.faults) === count && isWithin(choice, other.faults));
      const within = below.filter((other) => isWithin(other.faults, choice));
      // One fault less: one choice for each kind that it has.
      if (!isKnown && within.length === Object.keys(choice).length) yield choice;
    }
  }
}
