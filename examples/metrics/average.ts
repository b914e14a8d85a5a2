import type { ClusterState, Property } from '../../index.ts';
import type { Invariants } from '../with-invariants.ts';

/** CPU usage in percent that sample number `value` reports: no two samples are alike. */
const usageOf = (value: number): number => 20 + 30 * value;

/** The samples that a dashboard (a group) has counted, as often as it has counted them. */
function samplesOf(state: ClusterState, dashboard: number): number[] {
  return state.ledger.processed[dashboard].flatMap(({ value, times }) => Array<number>(times).fill(value));
}

/** The average that the dashboard shows; NaN before the first sample. */
export const averageOf = (samples: readonly number[]): number =>
  samples.reduce((sum, sample) => sum + usageOf(sample), 0) / samples.length;

/**
 * An average is one of the samples that arrived: what was lost is missing in it, and nothing weighs double.
 *
 * A sample counted twice beside no other is not noticed, since it does not move the average.
 */
const undistorted: Property<ClusterState> = {
  id: 'average-undistorted',
  kind: 'always',
  exercised: (state) => state.ledger.processed.some((seen) => seen.length > 0),
  violation(state) {
    const distorted = state.ledger.processed.some((_, dashboard) => {
      const samples = samplesOf(state, dashboard);
      return samples.length > 0 && averageOf(samples) !== averageOf([...new Set(samples)]);
    });
    return distorted ? { cause: 'a sample weighs double in an average' } : null;
  },
};

export const averages: Invariants = () => [undistorted];
