import type { Step } from '../model/machine.ts';
import { isAtRest, type Trial } from '../model/property.ts';
import { CoverageCounter } from './coverage.ts';
import type { RunViolation } from './found-violation.ts';
import { PropertyMonitor } from './property-monitor.ts';
import type { SearchResult } from './search-result.ts';
import { ShortestViolations } from './shortest-violations.ts';
import { Scheduler } from './scheduling/scheduler.ts';
import type { SchedulingOptions } from './scheduling/scheduling-options.ts';
import { drawPolicy } from './scheduling/scheduling-policy.ts';
import { StreamDraws } from './scheduling/stream-draws.ts';
import { FOUND, interruptionOf } from './stop-reasons.ts';
import type { StopSignal } from './stop-signal.ts';

export interface RunOptions extends SchedulingOptions {
  /** Steps of a run in which faults may happen; 200 when left out. */
  readonly stepsMax?: number;
  /** Steps that a run then gets to come to rest without further faults; 1,000 when left out. */
  readonly drainStepsMax?: number;
}

export interface WalkOptions extends RunOptions {
  readonly seed: string;
  readonly runs: number;
  /** The number of the first run, so that several walks can share a seed; 0 when left out. */
  readonly firstRun?: number;
  /** End as soon as each of these properties has a violation, in the middle of a run. */
  readonly stopWhenFound?: readonly string[];
  /** Heard after every `progressSteps` steps. */
  readonly onProgress?: (progress: WalkProgress) => void;
  readonly signal?: StopSignal;
}

export interface WalkProgress {
  readonly runs: number;
  readonly steps: number;
}

export interface WalkResult<Action> extends SearchResult<Action> {
  readonly violations: readonly RunViolation<Action>[];
  /** Runs that were made, the last one possibly not to its end. */
  readonly runs: number;
  readonly steps: number;
  /** Runs that came to rest at least once: what `at-rest` properties were checked on. */
  readonly rested: number;
}

const stepsMaxDefault = 200;
const drainStepsMaxDefault = 1000;
/** Steps between two looks at the signal and two reports of progress. */
const progressSteps = 16_384;

/**
 * Long random walks at full speed.
 *
 * Run `i` of seed `s` depends on `s`, `i` and the options alone, see `walkRun`. A run ends at rest, or when its steps
 * are used up and it has drained. `always` properties are checked on every state, `at-rest` ones wherever a run is at
 * rest. What a walk does not find may still be there: its verdict is `not-violated`, never `holds`.
 */
export function walk<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: WalkOptions,
): WalkResult<Action> {
  const { machine, isFault } = trial;
  const { seed, firstRun = 0, stopWhenFound } = options;
  const stepsMax = options.stepsMax ?? stepsMaxDefault;
  const stepsAndDrainMax = stepsMax + (options.drainStepsMax ?? drainStepsMaxDefault);
  const counter = new CoverageCounter<State, Action>(trial.goals);
  const scheduler = new Scheduler(trial, options);
  const monitor = new PropertyMonitor(trial.properties);
  const found = new ShortestViolations<Action>();
  const schedule: Action[] = [];
  let run = firstRun;
  let steps = 0;
  let runSteps = 0;
  let rested = 0;
  let stopped: string | undefined;
  let progressAt = progressSteps;
  const report = (property: string, cause: string) => {
    found.note(property, cause, schedule, runSteps, run);
    if (stopWhenFound?.every((id) => found.has(id)) === true) stopped = FOUND;
  };

  for (; run < firstRun + options.runs && stopped === undefined; run += 1) {
    const draws = beginRun(scheduler, seed, run, options);
    let state = machine.init;
    let hasRested = false;
    runSteps = 0;
    monitor.check(state, report);
    for (;;) {
      const actions = machine.enabled(state);
      const atRest = isAtRest(actions, isFault);
      if (atRest) {
        hasRested = true;
        monitor.checkAtRest(state, report);
      }
      if (stopped !== undefined || runSteps >= stepsAndDrainMax) break;
      const index = scheduler.pick(draws, actions, atRest, runSteps >= stepsMax);
      if (index < 0) break;
      const before = state;
      state = machine.next(before, actions[index]);
      counter.count(before, actions[index], state);
      schedule[runSteps] = actions[index];
      runSteps += 1;
      monitor.check(state, report);
      if (stopped !== undefined) break;
    }
    steps += runSteps;
    if (hasRested) rested += 1;
    if (steps >= progressAt) {
      progressAt = steps + progressSteps;
      options.onProgress?.({ runs: run - firstRun + 1, steps });
      stopped ??= interruptionOf(options.signal);
    }
  }
  return {
    runs: run - firstRun,
    steps,
    rested,
    ...(stopped === undefined ? {} : { stopped }),
    violations: found.all(),
    exercised: monitor.exercised(),
    coverage: counter.coverage(),
  };
}

/**
 * Run number `run` of `seed`, step by step: the very run that `walk` makes with the same options.
 *
 * Checks nothing and counts nothing; a caller stops where it has seen enough.
 */
export function* walkRun<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  seed: string,
  run: number,
  options: RunOptions = {},
): Generator<Step<State, Action>, void, undefined> {
  const { machine, isFault } = trial;
  const stepsMax = options.stepsMax ?? stepsMaxDefault;
  const stepsAndDrainMax = stepsMax + (options.drainStepsMax ?? drainStepsMaxDefault);
  const scheduler = new Scheduler(trial, options);
  const draws = beginRun(scheduler, seed, run, options);
  let before = machine.init;
  for (let step = 0; step < stepsAndDrainMax; step += 1) {
    const actions = machine.enabled(before);
    const index = scheduler.pick(draws, actions, isAtRest(actions, isFault), step >= stepsMax);
    if (index < 0) return;
    const after = machine.next(before, actions[index]);
    yield { action: actions[index], before, after };
    before = after;
  }
}

/** Readies the scheduler for run number `run` of `seed`. All choices of the run come from the draws, in their order. */
function beginRun<State, Action extends { readonly type: string }>(
  scheduler: Scheduler<State, Action>,
  seed: string,
  run: number,
  { swarm = true }: RunOptions,
): StreamDraws<Action> {
  const draws = new StreamDraws<Action>(`${seed}:${run}`);
  scheduler.begin(drawPolicy(draws, swarm), draws);
  return draws;
}
