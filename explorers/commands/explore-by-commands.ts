import * as fc from 'fast-check';
import type { Trial } from '../../model/property.ts';
import { type Coroutine, run } from '../coroutine.ts';
import { CommandSession, type CommandsPropertyOptions } from './command-session.ts';
import type { RunViolation } from '../found-violation.ts';
import type { SearchResult } from '../search-result.ts';
import { FOUND, interruptionOf } from '../stop-reasons.ts';
import type { StopSignal } from '../stop-signal.ts';
import { fastCheckSeed } from './fast-check-seed.ts';
import type { ReplayToken } from './replay-token.ts';
import { ViolationError } from '../violation-error.ts';

export interface ExploreByCommandsOptions<State> extends Omit<CommandsPropertyOptions<State>, 'replayPath'> {
  readonly seed: string;
  readonly runs: number;
  /** The number of the first run, so that several explorations can share a seed; 0 when left out. */
  readonly firstRun?: number;
  /** Replay this one counterexample instead of exploring; its seed counts, not `seed`. */
  readonly replay?: ReplayToken;
  /** Let fast-check shrink what it finds; on when left out. */
  readonly shrink?: boolean;
  /** End as soon as each of these properties has a violation. */
  readonly stopWhenFound?: readonly string[];
  readonly signal?: StopSignal;
}

/** A violation as fast-check shrank it, and what replays it. */
export interface CommandsViolation<Action> extends RunViolation<Action> {
  readonly replay: ReplayToken;
}

export interface ExploreByCommandsResult<Action> extends SearchResult<Action> {
  readonly violations: readonly CommandsViolation<Action>[];
  readonly runs: number;
  /** Steps of the runs; those of attempts at shrinking are not counted. */
  readonly steps: number;
}

/** Runs between two pauses. */
const RUNS_AT_ONCE = 100;

/** Properties and causes that one exploration tells apart. */
const violationsMax = 64;

/**
 * Explores `trial` through fast-check's commands.
 *
 * fast-check stops at the first failure and shrinks it. The exploration then goes on from that run, looking for
 * anything else, until all runs are made. What it does not find may still be there.
 *
 * @throws whatever the machine or a property throws, when that is not a violation.
 */
export const exploreByCommands = <State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: ExploreByCommandsOptions<State>,
): ExploreByCommandsResult<Action> => run(exploringByCommands(trial, options));

/** As `exploreByCommands`, with pauses in which Ctrl-C is heard; the result is the same, as fast-check goes on from any run. */
export function* exploringByCommands<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: ExploreByCommandsOptions<State>,
): Coroutine<ExploreByCommandsResult<Action>> {
  const session = new CommandSession<State, Action>(trial, options);
  session.signal = options.signal;
  const violations: CommandsViolation<Action>[] = [];
  const seed = options.replay?.seed ?? options.seed;
  const { firstRun = 0 } = options;
  let runs = 0;
  let stopped: string | undefined;
  if (options.replay !== undefined) {
    session.aimAt(options.replay);
    const { path, replayPath } = options.replay;
    const violation = attempt(session, { seed, path, replayPath, runs: 1, shrink: false });
    if (violation !== null) violations.push(violation);
    runs = 1;
  }
  while (runs < options.runs && options.replay === undefined) {
    const shrink = options.shrink ?? true;
    const part = Math.min(RUNS_AT_ONCE, options.runs - runs);
    const violation = attempt<State, Action>(session, { seed, path: String(firstRun + runs), runs: part, shrink });
    if (session.interrupted) {
      stopped = interruptionOf(options.signal);
      break;
    }
    yield;
    if (violation === null) {
      runs += part;
      continue;
    }
    violations.push(violation);
    session.aimBeyond(violation);
    runs = violation.run - firstRun;
    if (options.stopWhenFound?.every((id) => violations.some(({ property }) => property === id)) === true) {
      stopped = FOUND;
    } else if (violations.length >= violationsMax) {
      stopped = `the bound of ${violationsMax} violations was reached`;
    }
    if (stopped !== undefined) {
      runs += 1;
      break;
    }
  }
  return {
    runs,
    steps: session.steps,
    ...(stopped === undefined ? {} : { stopped }),
    violations,
    exercised: session.monitor.exercised(),
    coverage: session.counter.coverage(),
  };
}

interface Attempt {
  readonly seed: string;
  readonly path: string;
  readonly replayPath?: string;
  readonly runs: number;
  readonly shrink: boolean;
}

/** One `fc.check`, from the run or the shrunk value that `path` names; null when nothing fails. */
function attempt<State, Action extends { readonly type: string }>(
  session: CommandSession<State, Action>,
  { seed, path, replayPath, runs, shrink }: Attempt,
): CommandsViolation<Action> | null {
  const details = fc.check(session.property(replayPath), {
    seed: fastCheckSeed(seed),
    path,
    numRuns: runs,
    endOnFailure: !shrink,
  });
  if (!details.failed || session.interrupted) return null;
  const error = details.errorInstance;
  if (!(error instanceof ViolationError)) throw error;
  const { property, cause } = error;
  const schedule: readonly Action[] = error.schedule;
  const found = details.counterexamplePath ?? path;
  const replay: ReplayToken = {
    seed,
    path: found,
    replayPath: replayPath ?? replayPathOf(details.counterexample),
    property,
    cause,
  };
  return { property, cause, schedule, states: schedule.length + 1, run: Number.parseInt(found, 10), replay };
}

/** fast-check prints the replay path of a list of commands, and keeps it nowhere else. */
function replayPathOf(counterexample: readonly unknown[] | null): string {
  const printed = /\/\*replayPath="([^"]*)"\*\//.exec(String(counterexample?.[1]));
  return printed === null ? '' : printed[1];
}
