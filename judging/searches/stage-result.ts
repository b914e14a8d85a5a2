import type { ExploreByCommandsResult } from '../../explorers/commands/explore-by-commands.ts';
import { formatReplayToken } from '../../explorers/commands/replay-token.ts';
import { type Coverage, sumOf } from '../../explorers/coverage.ts';
import type { ExhaustiveResult } from '../../explorers/exhaustive-result.ts';
import type { WalkResult } from '../../explorers/walk.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import { leavesOut, type Reductions } from '../../reductions/reduced.ts';
import type { Evidence } from '../../reports/documents/verdict.ts';
import type { FaultChoice } from './fault-choices.ts';
import type { FewFaults, SearchedChoice } from './few-faults.ts';
import type { FewLags } from './few-lags.ts';
import { unfinishedWords } from './unfinished-words.ts';

/** One way in which a property fails, and the seed that finds it again. */
export interface Found {
  readonly property: string;
  readonly cause: string;
  readonly schedule: Schedule<Action>;
  readonly seed: string;
  /** Found level by level, so that no schedule is shorter. */
  readonly shortest: boolean;
}

/** What one stage says: of every property the same evidence, but for how often it was put to the test. */
export interface StageResult {
  readonly method: Evidence['method'];
  readonly found: readonly Found[];
  readonly coverage: Coverage;
  /** In how many states each property was put to the test, by id. */
  readonly exercised: Readonly<Record<string, number>>;
  /** The evidence behind a property that has no violation, or of how one was found. */
  evidence(exercised: number): Evidence;
  /** Whether the whole scope was searched. */
  readonly complete: boolean;
  /** Whether the search left out what is equivalent. */
  readonly reduced: boolean;
  /** Distinct states of a complete search; none of random runs. */
  readonly states: number;
  /** How far a search of a scope got that did not come to its end. */
  readonly stopped?: string;
  /** Everything was searched in which at most so many faults happen; null where that came to nothing. */
  readonly faultsAtMost?: number | null;
  /** Everything was searched in which followers lag at most so often; null where that came to nothing. */
  readonly lagsAtMost?: number | null;
  /** Of few faults: only while no follower lags. */
  readonly withoutLag?: true;
  /** All choices of faults with which everything was searched, where the whole scope was not. */
  readonly choices?: readonly SearchedChoice[];
  /** Choices that are not among them, though everything within is. */
  readonly open?: readonly FaultChoice[];
}

/** The seed of whatever a breadth-first search finds: it has no randomness. */
export const BREADTH_FIRST = 'bfs';

export function exhaustiveStageResult(result: ExhaustiveResult<Action>, reductions: Reductions): StageResult {
  const { distinct, depth, complete } = result;
  const { symmetry, commuting } = reductions;
  const reduced = leavesOut(reductions);
  const stopped = result.stopped === undefined ? undefined : unfinishedWords(distinct, depth, result.stopped);
  return {
    method: 'exhaustive',
    complete,
    reduced,
    states: distinct,
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

/** @param scope the search of the whole scope that came to no end: what it says of itself is the evidence here, too. */
export const fewFaultsStageResult = (few: FewFaults, scope: StageResult): StageResult => ({
  ...ofPart(few, scope),
  faultsAtMost: few.faultsAtMost,
  choices: few.choices,
  open: few.open,
  exercised: sumOf(few.choices.map(({ exercised }) => exercised)),
});

/** @param scope as above. */
export const fewLagsStageResult = (few: FewLags, scope: StageResult): StageResult => ({
  ...ofPart(few, scope),
  lagsAtMost: few.lagsAtMost,
  exercised: few.exercised,
});

/** What searches of parts of a scope came across. */
const ofPart = ({ coverage, found }: FewFaults | FewLags, scope: StageResult): StageResult => ({
  ...scope,
  coverage,
  found: found.map((violation) => ({ ...violation, seed: BREADTH_FIRST, shortest: false })),
});

/** Whether it searched what happens with few faults, or few lags: that happens in the search of the whole scope as well, and is counted there. */
export const isOfPart = ({ faultsAtMost, lagsAtMost }: StageResult): boolean =>
  faultsAtMost !== undefined || lagsAtMost !== undefined;

/** @param unfinished how far the search of the scope got that gave way to the runs. */
export function walkStageResult(
  result: Omit<WalkResult<Action>, 'rested'>,
  seed: string,
  unfinished?: string,
): StageResult {
  const { runs, steps } = result;
  return {
    ...ofRandomRuns(result),
    method: 'walk',
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

export function commandsStageResult(result: ExploreByCommandsResult<Action>): StageResult {
  const { runs, steps } = result;
  return {
    ...ofRandomRuns(result),
    method: 'commands',
    found: result.violations.map(({ property, cause, schedule, replay }) => ({
      property,
      cause,
      schedule,
      seed: formatReplayToken(replay),
      shortest: false,
    })),
    evidence: (exercised) => ({ method: 'commands', runs, steps, exercised }),
  };
}

const ofRandomRuns = ({ coverage, exercised }: Pick<StageResult, 'coverage' | 'exercised'>) => ({
  complete: false,
  reduced: false,
  states: 0,
  coverage,
  exercised,
});
