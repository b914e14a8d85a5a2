import { restless } from '../../explorers/restless.ts';
import type { StopSignal } from '../../explorers/stop-signal.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import { restStatesMax } from '../searches/plans.ts';
import type { StageResult } from '../searches/stage-result.ts';

const TYPES_TOLD_MAX = 5;

/**
 * What is not judged because it never comes to an end, as a note of the verdict: of a scope that was searched whole, and is
 * small enough to be gone through once more.
 */
export function restlessNotes(
  trial: ClusterTrial,
  results: readonly StageResult[],
  signal: StopSignal,
): readonly string[] {
  const isSmall = results.some(({ complete, states }) => complete && states > 0 && states <= restStatesMax);
  const found = isSmall ? restless(trial, { statesMax: restStatesMax, signal }) : undefined;
  if (found === undefined || found === null) return [];
  const { states, distinct, goesOn, schedule } = found;
  const more = goesOn.length - TYPES_TOLD_MAX;
  const types = [...goesOn.slice(0, TYPES_TOLD_MAX), ...(more > 0 ? [`${more} more`] : [])];
  const [share, all] = [states, distinct].map((count) => count.toLocaleString('en-US'));
  return [
    `from ${share} of the ${all} states of the scope no run comes to rest, at the soonest after ${schedule.length} steps: ${types.join(', ')} may go on for ever; what the guarantees say of the end of a run is said of the others`,
  ];
}
