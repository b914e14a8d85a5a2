import type { Deviation } from '../deviation.ts';
import { Chance } from '../process/time/chance.ts';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import { type Budgets, deviationsAt } from './budgets.ts';

/** One run of a walk. */
export interface Walked {
  readonly job: RunJob;
  readonly result: RunResult;
}

/** The most faults of one walk. */
const FAULTS_MAX = 3;

/**
 * A walk: its seed decides the order of events, and chance whether records come one by one and puts up to three faults, each after the one before, at points of
 * the run as it went so far. Each of its runs is worth judging.
 */
export async function walk(seed: string, budgets: Budgets, run: Runner): Promise<readonly Walked[]> {
  const chance = new Chance(seed);
  const how = chance.between(0, 2) === 0 ? {} : { oneByOne: true };
  const runs: Walked[] = [];
  const deviations: Deviation[] = [];
  for (;;) {
    const job = { seed, deviations: [...deviations], ...how };
    const result = await run(job);
    runs.push({ job, result });
    if (deviations.length === FAULTS_MAX || result.cutOff) return runs;
    const from = (deviations.at(-1)?.at ?? -1) + 1;
    const choices = result.points.slice(from).flatMap((point) => deviationsAt(point, budgets, deviations));
    if (choices.length === 0) return runs;
    deviations.push(choices[chance.between(0, choices.length)]);
  }
}
