import { faultKey } from '../deviation.ts';
import type { Tried } from '../search/tried.ts';

/** The faults of a run, each with where it happened. */
export const faultsOf = ({ points, job }: Tried): string[] =>
  points.map((point, at) => {
    const { fault } = job.deviations[at];
    return `${faultKey(fault)} at ${point.what} (${point.kind}) of process ${point.process}`;
  });
