import { exploringByCommands } from '../../explorers/commands/explore-by-commands.ts';
import { runWithPauses } from '../../explorers/coroutine.ts';
import type { StopSignal } from '../../explorers/stop-signal.ts';
import { range } from '../../model/sets.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import type { DetectionCost, RunsToFind } from '../../reports/documents/hazards.ts';
import { detectionSeeds } from '../searches/plans.ts';
import { walkWithPauses } from '../searches/walk-with-pauses.ts';

interface DetectionCostOptions {
  readonly seed: string;
  /** Runs after which one seed counts as having found nothing. */
  readonly runsMax: number;
  /** Asks to stop; what comes then is no answer. */
  readonly signal: StopSignal;
}

/**
 * How many random runs it takes to find a violation of the trial's one property, by each random explorer. The answer is
 * a function of seed and bound: time plays no part.
 */
export async function detectionCost(
  trial: ClusterTrial,
  guarantee: string,
  { seed, runsMax, signal }: DetectionCostOptions,
): Promise<DetectionCost> {
  const options = { runs: runsMax, stopWhenFound: [guarantee], signal };
  const byWalk = await runsToFind(async (number) => {
    const { runs, violations } = await walkWithPauses(trial, { ...options, seed: `${seed}/${number}` });
    return violations.length === 0 ? null : runs;
  });
  const byCommands = await runsToFind(async (number) => {
    const { runs, violations } = await runWithPauses(
      exploringByCommands(trial, { ...options, seed: `${seed}/${number}`, shrink: false }),
    );
    return violations.length === 0 ? null : runs;
  });
  const medians = [byWalk, byCommands].map(({ median }) => median ?? Number.POSITIVE_INFINITY);
  const better = Math.min(...medians);
  return {
    runsToFind: Number.isFinite(better) ? better : null,
    seeds: detectionSeeds,
    runsMax,
    walk: byWalk,
    commands: byCommands,
  };
}

/** Asks seed after seed. Once more than half have found nothing, the median and the worst are known. */
async function runsToFind(ask: (number: number) => Promise<number | null>): Promise<RunsToFind> {
  const found: number[] = [];
  let missed = 0;
  for (const number of range(detectionSeeds)) {
    const runs = await ask(number);
    if (runs === null) missed += 1;
    else found.push(runs);
    if (missed > detectionSeeds / 2) return { median: null, worst: null };
  }
  found.sort((one, other) => one - other);
  return {
    median: found[Math.ceil(detectionSeeds / 2) - 1],
    worst: missed > 0 ? null : found[found.length - 1],
  };
}
