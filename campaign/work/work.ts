import type { CampaignPlan } from '../plan/campaign-plan.ts';
import type { Job } from '../jobs/job.ts';
import type { JobResult } from '../jobs/job-result.ts';
import type { ResultFolder } from '../results/result-folder.ts';
import type { JobInput } from '../jobs/run-job.ts';
import { UnfinishedJob } from '../jobs/unfinished-job.ts';

/** Does one job; `runJob`, in a thread of its own or not. */
export type Doing = (input: JobInput) => Promise<JobResult>;

export interface WorkOptions {
  readonly plan: CampaignPlan;
  readonly jobs: readonly Job[];
  readonly folder: Pick<ResultFolder, 'has' | 'write'>;
  readonly run: Doing;
  /** Jobs at the same time. */
  readonly workers: number;
  readonly signal: { readonly aborted: boolean };
  readonly onProgress?: (progress: WorkProgress) => void;
}

export interface WorkProgress {
  readonly done: number;
  readonly total: number;
  /** The job that has just been done or begun. */
  readonly job: Job;
}

export interface WorkDone {
  /** Jobs whose results were there before. */
  readonly before: number;
  readonly done: number;
  /** Jobs that came to nothing, each with what went wrong; they can be done again. */
  readonly failed: readonly { readonly job: Job; readonly error: Error }[];
}

/**
 * Does jobs, and keeps the result of each as soon as it is there. What is there already is not done again. A job that
 * fails, or whose result cannot be written, is told; the others go on.
 *
 * @throws the first fault of this program's own, such as a thread that died of it, when all other jobs are done.
 */
export async function work(options: WorkOptions): Promise<WorkDone> {
  const { jobs, folder, plan, run, signal, onProgress } = options;
  const open = jobs.filter(({ key }) => !folder.has(key));
  const before = jobs.length - open.length;
  const failed: { job: Job; error: Error }[] = [];
  const faults: unknown[] = [];
  let done = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < open.length && !signal.aborted) {
      const job = open[next];
      next += 1;
      onProgress?.({ done: before + done, total: jobs.length, job });
      try {
        folder.write(await run({ tool: plan.tool, setup: plan.subjects[job.subject].setup, work: job.work }));
        done += 1;
      } catch (error) {
        if (!isExpected(error)) faults.push(error);
        else if (!signal.aborted) failed.push({ job, error });
      }
      onProgress?.({ done: before + done, total: jobs.length, job });
    }
  };
  await Promise.all(Array.from({ length: options.workers }, worker));
  if (faults.length > 0) throw faults[0];
  return { before, done, failed };
}

/** What may go wrong with one job, and not with the others: no memory, no room on the disk. */
const isExpected = (error: unknown): error is Error =>
  error instanceof UnfinishedJob || (error instanceof Error && 'syscall' in error);
