import type { Reductions } from '../../reductions/reduced.ts';
import type { Plan, When } from './plan.ts';
import { budgetShares } from './plans.ts';

/** Which searches tell whether a change of a setup mends it, and how far each goes. */

/** The seed of random runs: a replay of any run, by whatever seed, comes to the same remedy. */
const remedySeed = 'kafka-trial';
/**
 * Distinct states that may be searched for a guarantee's remedy in the setup's own scope, over all changes tried. A change
 * can make a scope many times as large, and nobody waits for what to change longer than for what is wrong.
 */
export const remedyStatesMax = 1_000_000;
/** The same of one change, as long as there are others that a search may speak for: an idempotent producer has 150,000, one without idempotence millions. */
export const remedyFirstStatesMax = 250_000;
/** Changes of which random runs alone have spoken, before others are tried only if what they would take is known. */
export const remedyUnverifiedTried = 2;
/** The least that a search of a changed setup gets of them, however many others have had. */
export const remedyStatesMin = 60_000;
/** Random runs of a changed setup whose scope is larger. */
const remedyRuns = 3_000;
/** Changes of which it is found out whether they close one cause at least, where none closes all. */
export const remedyCausesTried = 2;
/** Distinct states of a changed setup in the small world of a counterexample, before its scope is searched: a hole that is open shows soon. */
const remedyGlanceStatesMax = 8_000;
/** The same where the search of its scope decides nothing. */
const remedySmallStatesMax = 60_000;
/** Random runs in that world where it is larger: a hole that is still open is found there sooner, or not at all. */
const remedySmallRuns = 3_000;

/** Whether a change leaves a hole open for all to see, in the small world of its counterexample. */
export const remedyGlancePlan = (properties: readonly string[], reductions: Reductions): Plan => [
  { method: 'exhaustive', reductions, statesMax: remedyGlanceStatesMax, stopWhenFound: properties },
];

/** Whether a change leaves a hole open there, where the scope was too large to tell. */
export const remedySmallPlan = (properties: readonly string[], reductions: Reductions): Plan => [
  { method: 'exhaustive', reductions, statesMax: remedySmallStatesMax, stopWhenFound: properties },
  {
    method: 'walk',
    seed: remedySeed,
    runs: remedySmallRuns,
    stopWhenFound: properties,
    when: { nothingOf: properties },
  },
];

/** What the search of a changed setup depends on. */
export interface AskedOfChange {
  /** Those that leave something out in the changed setup's world. */
  readonly reductions: Reductions;
  readonly statesMax: number;
  /** The properties with whose violation it may end; none: it goes on to its end. */
  readonly awaited: readonly string[];
}

/**
 * A changed setup in the setup's own scope: searched as `auto` searches a setup, whatever the user asked for, so that a
 * replay of one run comes to the same remedy. But not once more with nothing left out where it is small: nobody is told its schedules.
 */
export function remedyPlan({ reductions, statesMax, awaited }: AskedOfChange): Plan {
  const stopWhenFound = awaited.length === 0 ? undefined : awaited;
  const when: When = { nothingOf: awaited };
  return [
    { method: 'exhaustive', reductions, statesMax, untilShare: budgetShares.remedyScopes, stopWhenFound },
    { method: 'walk', seed: remedySeed, runs: remedyRuns, stopWhenFound, when },
  ];
}
