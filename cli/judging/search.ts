import { exploreByCommands } from '../../explorers/bycommands.ts';
import type { Coverage as SearchCoverage } from '../../explorers/coverage.ts';
import { exhaustive } from '../../explorers/exhaustive.ts';
import { parseReplayToken, type Replay, replayToken } from '../../explorers/token.ts';
import { walk } from '../../explorers/walk.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import { ALL_REDUCTIONS, applicable, type Reductions } from '../../model/reduction/reduced.ts';
import { type ClusterTrial, reducedTrial } from '../../properties/trial.ts';
import type { Evidence } from '../../reports/verdict.ts';
import type { Method } from '../engine.ts';

/** Bounds of the searches that judge one setup. */
export interface SearchBounds {
  /** Distinct states of the breadth-first search; with the method `auto`, before it gives way to random walks. */
  readonly statesMax: number;
  /** Random runs. */
  readonly runs: number;
}

export interface SearchOptions extends SearchBounds {
  readonly method: Method;
  /** What the breadth-first search may leave out; all that can be, unless given. */
  readonly reductions?: Reductions;
  readonly seed: string;
  readonly onProgress?: (phase: string, done: number, total?: number) => void;
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
      if (!scope.complete) return [scope, searchByWalk(trial, options)];
      // What reductions leave out is counted nowhere: how often things happen, a few random runs tell.
      return scope.reduced ? [searchByWalk(trial, { ...options, runs: coverageRuns }), scope] : [scope];
    }
  }
}

/** Random runs that tell how often steps are made and goals are reached. */
const coverageRuns = 500;

/** The seed of whatever a breadth-first search finds: it has no randomness. */
export const BREADTH_FIRST = 'bfs';

export function searchScope(trial: ClusterTrial, options: Omit<SearchOptions, 'method'>): Searched {
  const { statesMax, reductions, onProgress } = options;
  const { symmetry, commuting } = applicable(trial.world, reductions ?? ALL_REDUCTIONS);
  const reduced = symmetry || commuting;
  const result = exhaustive(reduced ? reducedTrial(trial, { symmetry, commuting }) : trial, {
    statesMax,
    onProgress: ({ distinct }) => onProgress?.('states', distinct),
  });
  return {
    complete: result.complete,
    reduced,
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
      states: result.distinct,
      generated: result.generated,
      depth: result.depth,
      complete: result.complete,
      ...(symmetry ? { symmetry } : {}),
      ...(commuting ? { commuting } : {}),
      expectedCollisions: result.expectedCollisions,
      ...(result.stopped === undefined ? {} : { stopped: result.stopped }),
      exercised,
    }),
  };
}

/** Makes again the one search that a counterexample's seed stands for. */
export function searchAgain(trial: ClusterTrial, options: SearchOptions, seed: string): Searched {
  if (seed === BREADTH_FIRST) return searchScope(trial, options);
  if (options.method === 'commands') return searchByCommands(trial, options, parseReplayToken(seed));
  return searchByWalk(trial, options, Number(seed.slice(seed.lastIndexOf(':') + 1)));
}

/** @param only the number of the only run to make, to find again what it found. */
export function searchByWalk(trial: ClusterTrial, options: Omit<SearchOptions, 'method'>, only?: number): Searched {
  const { seed, runs, onProgress } = options;
  const result = walk(trial, {
    seed,
    runs: only === undefined ? runs : 1,
    firstRun: only ?? 0,
    onProgress: (progress) => onProgress?.('runs', progress.runs, runs),
  });
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
    evidence: (exercised) => ({ method: 'walk', runs: result.runs, steps: result.steps, exercised }),
  };
}

function searchByCommands(trial: ClusterTrial, options: SearchOptions, replay?: Replay): Searched {
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
      seed: replayToken(replay),
      shortest: false,
    })),
    evidence: (exercised) => ({ method: 'commands', runs: result.runs, steps: result.steps, exercised }),
  };
}
