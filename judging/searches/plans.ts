import type { ReplayToken } from '../../explorers/commands/replay-token.ts';
import { CLAIM_STATES_MAX } from '../../properties/claims/claims.ts';
import { leavesOut, NO_REDUCTIONS, type Reductions } from '../../reductions/reduced.ts';
import type { Method } from '../method.ts';
import type { ExhaustiveStage, FewFaultsStage, FewLagsStage, Plan, WalkStage, When } from './plan.ts';
import type { SearchedWorld } from './searched-world.ts';

/**
 * Which searches this project makes, for what, and how far each goes: every plan, and every bound of one, stands here; those of what
 * mends a setup in `remedy-plans.ts`.
 */

/** Distinct states that `auto` searches before it gives way to random walks, where no time is set. */
export const autoStatesMax = 3_000_000;
/** Distinct states of all searches with few faults together, where the whole scope is larger than that. */
const fewFaultsStatesMax = 1_500_000;
/** The same of all searches with few lags: without idempotence 158,689 states without any, and 1,170,833 with one. */
const fewLagsStatesMax = 2_000_000;
/**
 * Distinct states at which a scope with several lags is compared with what it has with fewer: without idempotence 5,910,483 states are no
 * news after four minutes, and most that have more than these come to their end.
 */
const doubtFrom = 500_000;
/** How many others a state is as much work as, at least: where steps are merged each is that of several (`reductions/persistent-sets.ts`). */
export const workOfState = ({ mergesSteps }: Pick<SearchedWorld, 'mergesSteps'>): number => (mergesSteps ? 4 : 1);
/** The same where steps are merged and followers may lag, of the scope and of all searches with few faults: two lags make it hundreds of times as large as none. */
const laggingMergedStatesMax = 100_000;
/** Distinct states of all its searches with few lags: an everyday transform has 283,112 to 435,022 without any. */
const fewLagsMergedStatesMax = 450_000;
/** More than any memory holds: the search ends with its scope, its memory or its time. */
export const unboundedStatesMax = 2 ** 31;
/** A scope with fewer states is searched with nothing left out: its counterexamples are then the shortest there are. */
export const plainStatesMax = 50_000;
/** A scope with fewer states is gone through once more for those from which nothing comes to rest: a second at most. */
export const restStatesMax = 10_000;
/** Random runs when the user asks for no number, by method. */
export const runsDefault = { auto: 30_000, walk: 60_000, commands: 5_000, exhaustive: 0 } as const;
/** Random runs that tell how often steps are made and goals are reached. */
const coverageRuns = 500;

/** How a time budget is shared out: each share is where, of the whole, that part of the work ends. */
export const budgetShares = {
  scope: 0.4,
  fewLags: 0.5,
  fewWithoutLag: 0.58,
  scopeAlone: 0.6,
  fewFaults: 0.65,
  runs: 0.72,
  telling: 0.8,
  remedyScopes: 0.95,
} as const;

/** The same where steps are merged and followers may lag: of such a scope a search that gets so little time comes to no end, but few faults do. */
const laggingMergedShares = { ...budgetShares, scope: 0.2, fewWithoutLag: 0.45, fewLags: 0.58 } as const;

/** Random runs of a claim's trial whose scope is too large to be searched whole; no trial of the suite is. */
export const claimRunsDefault = 5_000;

/** Of a hazard or its control: distinct states, before the search gives way to random walks. */
const hazardStatesMax = 1_000_000;
/** Random walks through a hazard's scope that is larger than that. */
const hazardWalksMax = 100_000;
/** Runs after which one seed of a random explorer counts as having found nothing, unless the user says otherwise. */
export const detectionRunsDefault = 10_000;
/** Seeds over which the cost of detection is measured. */
export const detectionSeeds = 20;

/** Replays that making one counterexample small may take. */
export const shrinkReplaysMax = 6_000;
/** The same once time is up: what was found by then is still told in a fraction of a second. */
export const shrinkReplaysHurriedMax = 500;
/** And the time that this may take for all counterexamples of a setup together, on a machine that has other things to do. */
export const shrinkHurriedMs = 500;
/** Distinct states of the search for a shortest schedule in the world of a counterexample. */
const certifyStatesMax = 40_000;

/** Distinct states of the search that tells whether the fix of an issue closes a hole, in the hole's small world. */
const knownIssueStatesMax = 200_000;

/** What a plan for a setup depends on. */
export interface Asked {
  readonly method: Method;
  readonly seed: string;
  readonly runs: number;
  readonly world: SearchedWorld;
  /** Whether time bounds the search, instead of a number of states. */
  readonly isTimed: boolean;
}

/** `verify`: the one setup that the user waits for. */
export function verifyPlan(asked: Asked): Plan {
  const { method, seed, runs, world, isTimed } = asked;
  const { reductions } = world;
  const untilShare = budgetShares.runs;
  switch (method) {
    case 'walk':
    case 'commands':
      return [{ method, seed, runs, untilShare }];
    case 'exhaustive':
      return [
        ...scope(reductions, unboundedStatesMax, budgetShares.scopeAlone),
        { ...counting(seed), untilShare },
        ...few(asked, {
          fewLags: budgetShares.fewFaults,
          fewWithoutLag: budgetShares.fewFaults,
          fewFaults: untilShare,
        }),
      ];
    case 'auto': {
      const statesMax = isTimed ? unboundedStatesMax : scopeStatesMax(world);
      const shares = isTimed && world.mergesSteps && world.canLag ? laggingMergedShares : budgetShares;
      const searched = scope(reductions, statesMax, shares.scope);
      const parts = few(asked, shares);
      return [
        ...(isTimed ? searched : doubted(searched, parts)),
        { ...counting(seed), untilShare },
        ...parts,
        { method: 'walk', seed, runs, when: 'unfinished', untilShare },
      ];
    }
  }
}

/** Distinct states of a scope that `auto` searches, where no time is set. */
const scopeStatesMax = (world: SearchedWorld): number =>
  world.mergesSteps && world.canLag ? laggingMergedStatesMax : autoStatesMax / workOfState(world);

/**
 * The whole scope, and once more with nothing left out where it is small. The reduced search is first: how large a scope is it tells
 * sooner than 50,000 states of a large one do, which would count for nothing.
 */
function scope(reductions: Reductions, statesMax: number, untilShare: number): readonly ExhaustiveStage[] {
  const plain: ExhaustiveStage = { method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax, untilShare };
  if (!leavesOut(reductions) || statesMax <= plainStatesMax) return [plain];
  return [
    { ...plain, reductions },
    { ...plain, statesMax: plainStatesMax, when: { statesAtMost: plainStatesMax } },
  ];
}

/** The search of a scope in doubt, where what it has with fewer lags may tell how large it is. */
function doubted(
  [first, ...others]: readonly ExhaustiveStage[],
  parts: readonly (FewLagsStage | FewFaultsStage)[],
): readonly ExhaustiveStage[] {
  const by = parts.find((stage) => stage.method === 'few-lags');
  return by === undefined || first.statesMax <= doubtFrom
    ? [first, ...others]
    : [{ ...first, doubt: { from: doubtFrom, by } }, ...others];
}

/** A scope by itself, as far as a campaign says: in the order in which `verify` searches it. */
export const scopePlan = (reductions: Reductions, statesMax: number): Plan => scope(reductions, statesMax, 1);

/**
 * Where the whole scope was not searched: something to be sure of, always. Few lags come first, since all faults are among what that
 * is sure of; where even no lag is too much, few faults without a lag, unless these have the earlier share of the time.
 */
function few(
  { world, isTimed }: Pick<Asked, 'world' | 'isTimed'>,
  until: Readonly<Record<'fewLags' | 'fewWithoutLag' | 'fewFaults', number>>,
  when: When = 'unfinished',
): readonly (FewLagsStage | FewFaultsStage)[] {
  const { reductions, mergesSteps, canLag } = world;
  const most = (states: number): number => (isTimed ? unboundedStatesMax : states);
  const statesMax = most(fewFaultsStatesMax / workOfState(world));
  const faults: FewFaultsStage = { method: 'few-faults', reductions, statesMax, when, untilShare: until.fewFaults };
  if (!canLag) return [faults];
  const fewLags: FewLagsStage = {
    method: 'few-lags',
    reductions,
    statesMax: most(mergesSteps ? fewLagsMergedStatesMax : fewLagsStatesMax),
    when,
    untilShare: until.fewLags,
  };
  const withoutLag: FewFaultsStage = { ...faults, withoutLag: true, untilShare: until.fewWithoutLag };
  const lagging: FewFaultsStage = mergesSteps ? { ...faults, statesMax: most(laggingMergedStatesMax) } : faults;
  return until.fewWithoutLag < until.fewLags ? [withoutLag, fewLags, lagging] : [fewLags, withoutLag, lagging];
}

/** Random runs that count what reductions left out. */
const counting = (seed: string): WalkStage => ({ method: 'walk', seed, runs: coverageRuns, when: 'uncounted' });

/**
 * `replay --seed bfs`: the scope as far as `auto` searches it, with few lags, few faults and then to its end where that shows no
 * violation of the properties that are asked for.
 */
export function seedPlan(seed: string, world: SearchedWorld, properties: readonly string[]): Plan {
  const { reductions } = world;
  const when: When = { nothingOf: properties };
  const parts = few({ world, isTimed: false }, { fewLags: 1, fewWithoutLag: 1, fewFaults: 1 }, when);
  const again: ExhaustiveStage = { method: 'exhaustive', reductions, statesMax: unboundedStatesMax, when };
  const searched = doubted(scope(reductions, scopeStatesMax(world), 1), parts);
  return [...searched, ...parts, again, counting(seed)];
}

/** `replay --seed SEED:RUN`: the one random run that it stands for. */
export const walkRunPlan = (seed: string, run: number): Plan => [{ method: 'walk', seed, runs: 1, firstRun: run }];

/** `replay --seed commands/…`: the one run of commands that it stands for. */
export const commandsRunPlan = (replay: ReplayToken): Plan => [
  { method: 'commands', seed: replay.seed, runs: 1, replay },
];

/** A trial of a claim. */
export const claimPlan = (seed: string, runs: number): Plan => [
  { method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax: CLAIM_STATES_MAX },
  { method: 'walk', seed, runs, when: 'unfinished' },
];

/** A hazard: the first violation of the guarantee. */
export const hazardPlan = (seed: string, guarantee: string): Plan => [
  { method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax: hazardStatesMax, stopWhenFound: [guarantee] },
  hazardWalks(seed, guarantee),
];

/** The control of a hazard: the whole scope; where it is too large, random walks add what they can. */
export const controlPlan = (seed: string, guarantee: string): Plan => [
  { method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax: hazardStatesMax },
  hazardWalks(seed, guarantee),
];

const hazardWalks = (seed: string, guarantee: string): WalkStage => ({
  method: 'walk',
  seed,
  runs: hazardWalksMax,
  stopWhenFound: [guarantee],
  when: { nothingOf: [guarantee] },
});

/** Whether no schedule is shorter: the first violation of the property, in the small world of a counterexample. */
export const certifyPlan = (property: string): Plan => [
  { method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax: certifyStatesMax, stopWhenFound: [property] },
];

/** Whether the fix of an issue closes a hole: the whole of a small world, until it does not. */
export const knownIssuePlan = (properties: readonly string[], reductions: Reductions): Plan => [
  {
    method: 'exhaustive',
    reductions,
    statesMax: knownIssueStatesMax,
    stopWhenFound: properties,
    untilShare: budgetShares.telling,
  },
];
