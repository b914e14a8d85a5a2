import type { NamedTrial } from './trials.ts';

/** The trials of the full cluster that the bench measures. */
export function clusterTrials(): readonly NamedTrial[] {
  return [];
}
