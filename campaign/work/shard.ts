import type { Job } from '../jobs/job.ts';

/** Which share of a campaign a machine does: the `index`-th of `of`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * The jobs of a share: every `of`-th one, so that the jobs of each setup, which cost about the same, are spread evenly.
 * Every job is in exactly one share.
 */
export const jobsOf = (jobs: readonly Job[], { index, of }: Shard): readonly Job[] =>
  jobs.filter((_, place) => place % of === index - 1);
