import { exploreByCommands } from '../explorers/commands/explore-by-commands.ts';
import { walk } from '../explorers/walk.ts';
import { range } from '../model/sets.ts';
import type { ClusterTrial } from '../properties/trial.ts';
import type { DetectionCost, RunsToFind } from '../reports/hazards.ts';
import { detectionSeeds } from './plans.ts';

/**
 * How many random runs it takes to find a violation of the trial's one property, by each random explorer. The answer is
 * a function of seed and bound: time plays no part.
 */
export function detectionCost(trial: ClusterTrial, guarantee: string, seed: string, runsMax: number): DetectionCost {
  const stopWhenFound = [guarantee];
  const byWalk = runsToFind((number) => {
    const { runs, violations } = walk(trial, { seed: `${seed}/${number}`, runs: runsMax, stopWhenFound });
    return violations.length === 0 ? null : runs;
  });
  const byCommands = runsToFind((number) => {
    const options = { seed: `${seed}/${number}`, runs: runsMax, stopWhenFound, shrink: false };
    const { runs, violations } = exploreByCommands(trial, options);
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
function runsToFind(ask: (number: number) => number | null): RunsToFind {
  const found: number[] = [];
  let missed = 0;
  for (const number of range(detectionSeeds)) {
    const runs = ask(number);
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
