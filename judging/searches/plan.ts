import type { ReplayToken } from '../../explorers/commands/replay-token.ts';
import type { Reductions } from '../../reductions/reduced.ts';

/** Which searches try a trial, in order: plain data, which `run-plan.ts` carries out. */
export type Plan = readonly Stage[];

export type Stage = ExhaustiveStage | FewFaultsStage | FewLagsStage | WalkStage | CommandsStage;

/** Breadth-first, everything that can be reached. */
export interface ExhaustiveStage extends Conditions {
  readonly method: 'exhaustive';
  readonly reductions: Reductions;
  /** Distinct states. */
  readonly statesMax: number;
  /** Distinct states after which another stage comes before its turn, and tells whether more than `statesMax` are to be expected. */
  readonly doubt?: { readonly from: number; readonly by: FewLagsStage };
  /** End, with the level, when each of these properties has a violation. */
  readonly stopWhenFound?: readonly string[];
}

/** Everything that can be reached with few faults: with none, and with each choice of those that are allowed. */
export interface FewFaultsStage extends Conditions {
  readonly method: 'few-faults';
  readonly reductions: Reductions;
  /** Distinct states of all these searches together. */
  readonly statesMax: number;
  /** Only while no follower lags; and not where a stage before has searched that with all faults. */
  readonly withoutLag?: true;
}

/** Everything that can be reached while followers lag less often than they may: never, and with one lag more each time. */
export interface FewLagsStage extends Conditions {
  readonly method: 'few-lags';
  readonly reductions: Reductions;
  /** Distinct states of all these searches together. */
  readonly statesMax: number;
}

/** Random walks. */
export interface WalkStage extends Conditions {
  readonly method: 'walk';
  readonly seed: string;
  readonly runs: number;
  /** The number of the first run; 0 when left out. */
  readonly firstRun?: number;
  /** End when each of these properties has a violation. */
  readonly stopWhenFound?: readonly string[];
}

/** Runs of random commands. */
export interface CommandsStage extends Conditions {
  readonly method: 'commands';
  readonly seed: string;
  readonly runs: number;
  /** The number of the first run; 0 when left out. */
  readonly firstRun?: number;
  /** Make this one run again instead. */
  readonly replay?: ReplayToken;
}

interface Conditions {
  /** What must be so when the stage's turn comes; it is always run when left out. */
  readonly when?: When;
  /** The share of the time budget, from the beginning of the job on, at which the stage ends; all when left out. */
  readonly untilShare?: number;
}

/**
 * `unfinished`: no stage has searched the whole scope. `uncounted`: the one that decides has, but left out what is equivalent,
 * so that how often things happen is not known. `nothingOf`: `unfinished`, and none of these properties has a violation so far.
 * `statesAtMost`: one has, and came to so few states.
 */
export type When =
  | 'unfinished'
  | 'uncounted'
  | { readonly nothingOf: readonly string[] }
  | { readonly statesAtMost: number };
