import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import { walkRun } from '../explorers/walk.ts';
import { playablePart } from './playable.ts';

export interface WalkChoice {
  /** How many walks. */
  readonly walks: number;
  readonly seed: string;
  /** Steps of a walk in which faults may happen; it then has as many again to come to rest. */
  readonly stepsMax?: number;
}

/** Steps of a walk, unless told: the counterexamples of hazards are as long. */
const STEPS_MAX = 24;
/** Random runs that each walk is chosen from. */
const CANDIDATES = 20;
/** A walk that ends sooner shows little. */
const STEPS_MIN = 5;

/**
 * Random runs of a setup's machine that can be played: at first those that bring types of action which those before had not,
 * then any. A run ends before its first action that cannot be played.
 */
export function chooseWalks(
  setup: Setup,
  { walks, seed, stepsMax = STEPS_MAX }: WalkChoice,
): readonly (readonly Action[])[] {
  const candidates = runsOf(setup, seed, walks * CANDIDATES, stepsMax);
  const seen = new Set<string>();
  const chosen: (readonly Action[])[] = [];
  while (chosen.length < walks && candidates.length > 0) {
    const news = candidates.map((walk) => new Set(walk.map(({ type }) => type).filter((type) => !seen.has(type))).size);
    const [walk] = candidates.splice(news.indexOf(Math.max(...news)), 1);
    for (const { type } of walk) seen.add(type);
    chosen.push(walk);
  }
  return chosen;
}

function runsOf(setup: Setup, seed: string, runs: number, stepsMax: number): (readonly Action[])[] {
  const machine = cluster(setup);
  const trial = { machine, isFault, properties: [], goals: [] };
  const found: (readonly Action[])[] = [];
  for (let run = 0; run < runs; run += 1) {
    const steps = [...walkRun(trial, seed, run, { stepsMax, drainStepsMax: stepsMax })];
    const walk = playablePart(steps.map(({ action }) => action));
    if (walk.length >= Math.min(STEPS_MIN, steps.length)) found.push(walk);
  }
  return found;
}
