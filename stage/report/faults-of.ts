import { faultKey } from '../deviation.ts';
import type { Tried } from '../search/tried.ts';

/** The faults of a run, each with where it happened, behind how records come to it otherwise. */
export const faultsOf = ({ points, job }: Tried): string[] => [
  ...(job.oneByOne
    ? [`records that come one by one${job.paused ? ', with pauses between them' : ''}, and a slow world outside`]
    : []),
  ...points.map((point, at) => {
    const { fault } = job.deviations[at];
    return `${faultKey(fault)} at ${point.what} (${point.kind}) of process ${point.process}`;
  }),
];
