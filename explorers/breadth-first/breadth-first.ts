import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import { type Coroutine, settled } from '../coroutine.ts';
import { type ExhaustiveOptions, statesMaxDefault, stopReason } from '../exhaustive-options.ts';
import { boundOf, FOUND } from '../stop-reasons.ts';
import { collisionsExpected, type ExhaustiveResult } from '../exhaustive-result.ts';
import type { Executor, Level, LevelProgress } from './executor.ts';
import { behaviourOf } from './path.ts';
import type { Predecessors } from './predecessor-table.ts';
import type { VisitorRecord } from './search-visitor.ts';

export interface BreadthFirstOptions extends Omit<ExhaustiveOptions, 'stopAtViolation' | 'stopWhenFound'> {
  /** Distinct states that another part of the same search has counted: the bound is for both together. */
  readonly distinctBefore?: number;
}

/** A search that is over, with what was recorded on its way. */
export interface Explored<Action, Recorded extends VisitorRecord> {
  readonly result: ExhaustiveResult<Action>;
  /** How every state was first reached. */
  readonly predecessors: () => Predecessors;
  /** What the visitor of each thread has recorded. */
  readonly records: readonly Recorded[];
}

/**
 * Breadth-first search from the initial states, level by level, so that the first schedule found for a property and cause
 * is a shortest one.
 *
 * Bounds on what is found are looked at between two levels, so that they end a search of several threads at the very
 * same place; memory, time and the user's patience end it wherever it is.
 *
 * @param executor who expands the levels; it has the initial states already.
 */
export function* breadthFirst<
  State,
  Action extends { readonly type: string },
  Original,
  Recorded extends VisitorRecord,
>(
  subject: ReducedTrial<State, Action, Original>,
  executor: Executor<Recorded>,
  options: BreadthFirstOptions,
): Coroutine<Explored<Original, Recorded>> {
  const { trial, initials } = subject;
  let level: Level = { first: 0, states: initials.length };
  let levelsExpanded = 0;
  let generated = initials.length;
  /** States discovered beyond a level that was not expanded to its end. */
  let beyond = 0;
  let stopped: string | undefined;

  const depthWith = (discovered: number): number =>
    levelsExpanded + (level.states > 0 ? 1 : 0) + (discovered > 0 ? 1 : 0);
  const report = (progress: LevelProgress): void =>
    options.onProgress?.({
      distinct: level.first + level.states + progress.discovered,
      generated: generated + progress.generated,
      depth: depthWith(progress.discovered),
      frontier: level.states - progress.expanded + progress.discovered,
    });
  const look = (progress: LevelProgress): string | undefined => {
    report(progress);
    return stopReason(options);
  };

  try {
    while (level.states > 0 && stopped === undefined) {
      const expanded = yield* executor.expand(level, look);
      generated += expanded.generated;
      stopped = expanded.stopped;
      if (stopped === undefined) {
        levelsExpanded += 1;
        level = { first: level.first + level.states, states: expanded.discovered };
        if (level.states > 0) stopped = reachedBound(level, executor, options) ?? (yield* doubted(level, options));
      } else {
        beyond = expanded.discovered;
      }
      report({ expanded: 0, discovered: beyond, generated: 0 });
      if (level.states > 0) stopped ??= stopReason(options);
      yield;
    }
    const { exercised, coverage, records, frontierBytes = 0 } = yield* executor.summary();
    const { discoveries, store, workers } = executor;
    const distinct = level.first + level.states + beyond;
    const result: ExhaustiveResult<Original> = {
      distinct,
      generated,
      depth: depthWith(beyond),
      complete: stopped === undefined,
      ...(stopped === undefined ? {} : { stopped }),
      expectedCollisions: collisionsExpected(distinct),
      violations: discoveries.all().map(({ property, cause, state }) => {
        const path = store.pathTo(state);
        const schedule = subject.original(path.initial, behaviourOf(trial.machine, initials, path));
        return { property, cause, schedule, states: schedule.length + 1 };
      }),
      exercised: Object.fromEntries(trial.properties.map(({ id }) => [id, exercised[id]])),
      coverage,
      workers,
      bytes: store.bytes + frontierBytes + records.reduce((sum, { bytes }) => sum + bytes, 0),
    };
    return { result, predecessors: () => store.predecessors(), records };
  } finally {
    yield* executor.dispose();
  }
}

/** What whoever asked for the search says to a level with which it has become large. */
function* doubted({ first, states }: Level, options: BreadthFirstOptions): Coroutine<string | undefined> {
  const { doubt, distinctBefore = 0 } = options;
  const before = distinctBefore + first;
  if (doubt === undefined || before >= doubt.from || before + states < doubt.from) return undefined;
  const why = yield* settled(doubt.why());
  // Whoever is stopped meanwhile has no answer.
  return stopReason(options) ?? why;
}

/** The bound that ends the search between two levels. */
function reachedBound(
  { first, states }: Level,
  { discoveries }: Pick<Executor<VisitorRecord>, 'discoveries'>,
  { statesMax = statesMaxDefault, distinctBefore = 0 }: BreadthFirstOptions,
): string | undefined {
  if (discoveries.foundAll) return FOUND;
  return distinctBefore + first + states >= statesMax ? boundOf(statesMax) : undefined;
}
