import { exploreByCommands } from '../explorers/commands/explore-by-commands.ts';
import type { Coverage as SearchCoverage } from '../explorers/coverage.ts';
import { exhaustive } from '../explorers/exhaustive.ts';
import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import { exhaustiveParallel } from '../explorers/parallel/exhaustive-parallel.ts';
import type { StopSignal } from '../explorers/stop-signal.ts';
import { formatReplayToken, parseReplayToken, type ReplayToken } from '../explorers/commands/replay-token.ts';
import { walk, type WalkResult } from '../explorers/walk.ts';
import type { Action } from '../model/action.ts';
import type { Schedule } from '../model/machine.ts';
import { applicable, NO_REDUCTIONS, reduced, type Reductions } from '../reductions/reduced.ts';
import { type ClusterSpecification, clusterSubject } from '../explorers/trial-specification.ts';
import type { ClusterTrial } from '../properties/trial.ts';
import type { Evidence } from '../reports/verdict.ts';
import { unfinishedWords } from './unfinished-words.ts';
import type { Method, ProgressReport, SearchLimits } from '../cli/engine.ts';
import { walkWithPauses } from './walking.ts';

/** Bounds of the searches that judge one setup. */
export interface SearchBounds {
  /** Distinct states of the breadth-first search; with the method `auto`, before it gives way to random walks. */
  readonly statesMax: number;
  /** Random runs. */
  readonly runs: number;
}

export interface SearchOptions extends SearchBounds {
  readonly method: Method;
  /** What the breadth-first search may leave out; nothing unless given. */
  readonly reductions?: Reductions;
  readonly seed: string;
}

/** One way in which a property fails, and the seed that finds it again. */
export interface Found {
  readonly property: string;
  readonly cause: string;
  readonly schedule: Schedule<Action>;
  readonly seed: string;
  /** Found level by level, so that no schedule is shorter. */
  readonly shortest: boolean;
}

/** What one search says: of every property the same evidence, but for how often it was put to the test. */
export interface Searched {
  readonly found: readonly Found[];
  readonly coverage: SearchCoverage;
  /** The evidence behind a property that has no violation, or of how one was found. */
  evidence(exercised: number): Evidence;
  readonly complete: boolean;
  /** Whether the search left out what comes to the same. */
  readonly reduced: boolean;
  /** How far a search of a scope got that did not come to its end. */
  readonly stopped?: string;
  readonly exercised: Readonly<Record<string, number>>;
}

/**
 * Searches a trial by a method. `auto`: the whole scope when it has no more than `statesMax` states; otherwise what
 * was found so far, and random walks for the rest.
 */
export function search(trial: ClusterTrial, options: SearchOptions): readonly Searched[] {
  switch (options.method) {
    case 'exhaustive':
      return [searchScope(trial, options)];
    case 'walk':
      return [searchByWalk(trial, options)];
    case 'commands':
      return [searchByCommands(trial, options)];
    case 'auto': {
      const scope = searchScope(trial, options);
      if (!scope.complete) return [scope, searchByWalk(trial, options, scope.stopped)];
      return scope.reduced ? [searchByWalk(trial, { ...options, runs: coverageRuns }), scope] : [scope];
    }
  }
}

/** A scope with fewer states is searched with nothing left out: its counterexamples are then the shortest that there are. */
const plainStatesMax = 50_000;

/** Random runs that tell how often steps are made and goals are reached. */
const coverageRuns = 500;

/** The seed of whatever a breadth-first search finds: it has no randomness. */
export const BREADTH_FIRST = 'bfs';

/** As `search`, for the one setup that the user waits for: in several threads, heeding Ctrl-C, memory and time. */
export async function searchWithin(
  limits: SearchLimits,
  trial: ClusterTrial,
  options: SearchOptions & { readonly onProgress?: (progress: ProgressReport) => void },
): Promise<readonly Searched[]> {
  const { method, onProgress, seed, runs } = options;
  const searches: Searched[] = [];
  if (method === 'auto' || method === 'exhaustive') {
    const signal = stopOf(limits);
    const searchedWith = async (reductions: Reductions, statesMax: number): Promise<Searched> => {
      const specification: ClusterSpecification = { system: 'cluster', setup: trial.world.setup, reductions };
      const result = await exhaustiveParallel(clusterSubject(specification), specification, {
        statesMax,
        workers: limits.workers,
        memory: limits.memory,
        signal,
        onProgress: ({ distinct, frontier, depth }) =>
          onProgress?.({ phase: 'states', done: distinct, queue: frontier, depth }),
      });
      return scopeSearched(result, reductions);
    };
    const reductions = applicable(trial.world, options.reductions ?? NO_REDUCTIONS);
    const plainMax = reductions.symmetry || reductions.commuting ? plainStatesMax : options.statesMax;
    const plain = await searchedWith(NO_REDUCTIONS, Math.min(plainMax, options.statesMax));
    const isPlain = plain.complete || plainMax === options.statesMax || signal.aborted;
    const scope = isPlain ? plain : await searchedWith(reductions, options.statesMax);
    searches.push(scope);
    // What reductions leave out is counted nowhere: how often things happen, a few random runs tell.
    if (scope.complete && scope.reduced) return [searchByWalk(trial, { ...options, runs: coverageRuns }), scope];
    if (scope.complete || method === 'exhaustive' || limits.interrupt.aborted) return searches;
  }
  if (method === 'commands') return [searchByCommands(trial, options)];
  const walked = await walkWithPauses(
    trial,
    { seed, runs, onProgress: (done) => onProgress?.({ phase: 'runs', done, total: runs }) },
    limits.interrupt,
  );
  return [...searches, runsWalked(walked, seed, searches[0]?.stopped)];
}

/** Stops a search when the user asks for it, or when its time is over. */
export function stopOf({ interrupt, budgetMs = Infinity }: Pick<SearchLimits, 'interrupt' | 'budgetMs'>): StopSignal {
  const end = performance.now() + budgetMs;
  return {
    get aborted() {
      return interrupt.aborted || performance.now() >= end;
    },
    get why() {
      return interrupt.aborted ? 'interrupted' : `budget of ${budgetMs / 1000} s`;
    },
  };
}

/** Searches the scope in this thread. */
export function searchScope(trial: ClusterTrial, options: Pick<SearchOptions, 'statesMax' | 'reductions'>): Searched {
  const reductions = applicable(trial.world, options.reductions ?? NO_REDUCTIONS);
  return scopeSearched(exhaustive(reduced(trial, reductions), { statesMax: options.statesMax }), reductions);
}

function scopeSearched(result: ExhaustiveResult<Action>, { symmetry, commuting }: Reductions): Searched {
  const { distinct, depth, complete } = result;
  const reduced = symmetry || commuting;
  const stopped = result.stopped === undefined ? undefined : unfinishedWords(distinct, depth, result.stopped);
  return {
    complete,
    reduced,
    stopped,
    coverage: result.coverage,
    exercised: result.exercised,
    found: result.violations.map(({ property, cause, schedule }) => ({
      property,
      cause,
      schedule,
      seed: BREADTH_FIRST,
      shortest: !reduced,
    })),
    evidence: (exercised) => ({
      method: 'exhaustive',
      states: distinct,
      generated: result.generated,
      depth,
      complete,
      ...(symmetry ? { symmetry } : {}),
      ...(commuting ? { commuting } : {}),
      expectedCollisions: result.expectedCollisions,
      ...(stopped === undefined ? {} : { stopped }),
      exercised,
    }),
  };
}

/** Makes again the one random run that a counterexample's seed stands for. */
export function runAgain(trial: ClusterTrial, options: SearchOptions, seed: string): Searched {
  if (options.method === 'commands') return searchByCommands(trial, options, parseReplayToken(seed));
  const firstRun = Number(seed.slice(seed.lastIndexOf(':') + 1));
  return runsWalked(walk(trial, { seed: options.seed, runs: 1, firstRun }), options.seed);
}

function searchByWalk(
  trial: ClusterTrial,
  { seed, runs }: Omit<SearchOptions, 'method'>,
  unfinished?: string,
): Searched {
  return runsWalked(walk(trial, { seed, runs }), seed, unfinished);
}

/** @param unfinished how far the search of the scope got that gave way to the runs. */
function runsWalked(result: Omit<WalkResult<Action>, 'rested'>, seed: string, unfinished?: string): Searched {
  const { runs, steps } = result;
  return {
    complete: false,
    reduced: false,
    coverage: result.coverage,
    exercised: result.exercised,
    found: result.violations.map(({ property, cause, schedule, run }) => ({
      property,
      cause,
      schedule,
      seed: `${seed}:${run}`,
      shortest: false,
    })),
    evidence: (exercised) => ({
      method: 'walk',
      runs,
      steps,
      exercised,
      ...(unfinished === undefined ? {} : { unfinished }),
    }),
  };
}

function searchByCommands(trial: ClusterTrial, options: SearchOptions, replay?: ReplayToken): Searched {
  const { seed, runs } = options;
  const result = exploreByCommands(trial, { seed, runs, replay });
  return {
    complete: false,
    reduced: false,
    coverage: result.coverage,
    exercised: result.exercised,
    found: result.violations.map(({ property, cause, schedule, replay }) => ({
      property,
      cause,
      schedule,
      seed: formatReplayToken(replay),
      shortest: false,
    })),
    evidence: (exercised) => ({ method: 'commands', runs: result.runs, steps: result.steps, exercised }),
  };
}
