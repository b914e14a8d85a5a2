import type { FaultChoice } from '../../judging/searches/fault-choices.ts';
import type { Setup } from '../../model/setup.ts';
import type { Reductions } from '../../reductions/reduced.ts';
import { digestOf } from '../canonical.ts';
import type { FiledEntry } from './corpus.ts';

/** What one job does with a setup: plain data, on which its result depends, and on nothing else. */
export type Work = RandomWork | ScopeWork | HazardWork | CorpusWork;

/**
 * A range of the random runs of a seed. Run `i` depends on the seed and on `i` alone, so that any other cut of the same
 * range makes the same runs.
 */
export interface RandomWork {
  readonly method: 'walk' | 'commands';
  readonly seed: string;
  /** The number of the first run. */
  readonly first: number;
  readonly runs: number;
}

/** A complete search, of a whole scope or of one part of it. */
export interface ScopeWork {
  readonly method: 'exhaustive';
  readonly reductions: Reductions;
  /** Distinct states after which the search gives up. */
  readonly statesMax: number;
  /** The part: the faults that happen in it, see `parts.ts`. Everything that the setup allows when left out. */
  readonly part?: Part;
}

/** The faults that happen in a part of a scope. */
export type Part = FaultChoice;

/** A published failure and its control. */
export interface HazardWork {
  readonly method: 'hazard';
  readonly id: string;
  readonly seed: string;
}

/** The counterexamples of a setup that are kept: each is tried in the setup as it is now. */
export interface CorpusWork {
  readonly method: 'corpus';
  /** With the names of their files. */
  readonly entries: readonly FiledEntry[];
}

/** One piece of a campaign. */
export interface Job {
  /** The name of its result: SHA-256 of all that the result depends on, the version of this program included. */
  readonly key: string;
  /** Which of the plan's subjects it is about. */
  readonly subject: number;
  readonly work: Work;
}

/** @param setup SHA-256 of the resolved setup, which names Kafka's version. */
export const keyOf = (tool: string, setup: string, work: Work): string => digestOf({ tool, setup, work });

/** What stands for a resolved setup in keys and results. */
export const setupDigest = (setup: Setup): string => digestOf(setup);

export const isRandom = (work: Work): work is RandomWork => work.method === 'walk' || work.method === 'commands';
