import { setTimeout as sleep } from 'node:timers/promises';
import type { CampaignPlan } from '../plan/campaign-plan.ts';
import { type JobResult, resultText } from '../jobs/job-result.ts';
import { UnfinishedJob } from '../jobs/unfinished-job.ts';
import type { Doing } from '../work/work.ts';
import { CampaignQueue, type QueueCounts } from './campaign-queue.ts';
import { patiently } from './patience.ts';
import type { QueueServer } from './queue-server.ts';

export interface QueueWorkOptions {
  readonly plan: CampaignPlan;
  readonly server: QueueServer;
  readonly run: Doing;
  /** Jobs at the same time. */
  readonly workers: number;
  /** Milliseconds after which a worker that has not been heard of has lost its jobs to others. */
  readonly lostAfterMs: number;
  readonly signal: { readonly aborted: boolean };
  /** A result that was just made, before the queue has it. */
  readonly onResult?: (result: JobResult) => void;
  readonly onProgress?: (counts: QueueCounts) => void;
}

/**
 * Workers that die with one job: as often as that it goes to another one. A job that kills whoever does it, by the memory
 * that it takes, must come to an end somewhere.
 */
const deathsMax = 25;

/** Between two looks at how far all are. */
const lookMs = 500;

/**
 * Takes jobs from the queue until every job of the plan is done or has failed for good, whoever does them: the last ones
 * may be given back by a worker that dies.
 *
 * A job runs in a thread of its own, so that its lock is kept alive meanwhile. Where the work is asked to stop, the jobs
 * that are being done are given back at once, and count no attempt.
 */
export async function workFromQueue(options: QueueWorkOptions): Promise<QueueCounts> {
  const { plan, server, run, workers, lostAfterMs, signal, onResult, onProgress } = options;
  const jobs = new Map(plan.jobs.map((job) => [job.key, job]));
  const queue = new CampaignQueue(server, plan);
  await patiently(() => queue.fill(), { signal });
  const worker = server.worker(
    queue.name,
    async (taken, token) => {
      const job = jobs.get(taken.id ?? '');
      if (job === undefined) throw new server.bullmq.UnrecoverableError('it is no job of this plan');
      try {
        const result = await run({ tool: plan.tool, setup: plan.subjects[job.subject].setup, work: job.work });
        onResult?.(result);
        return resultText(result);
      } catch (error) {
        if (!signal.aborted || !(error instanceof UnfinishedJob)) throw error;
        // First: what is given back would be taken again at once.
        void worker.close();
        await taken.moveToWait(token);
        throw new server.bullmq.WaitingError();
      }
    },
    {
      concurrency: workers,
      lockDuration: lostAfterMs,
      stalledInterval: lostAfterMs / 2,
      maxStalledCount: deathsMax,
    },
  );
  // A lost connection is made again; a job whose lock was lost is done by another one as well, and comes to the same.
  worker.on('error', () => {});
  try {
    for (;;) {
      const counts = await patiently(() => queue.counts(), { signal });
      onProgress?.(counts);
      if (counts.waiting === 0 && counts.active === 0) return counts;
      if (signal.aborted) {
        // What is being given back is neither waiting nor forgotten until it is there.
        await worker.close();
        return await patiently(() => queue.counts(), { signal });
      }
      if (counts.active === 0) await patiently(() => queue.fill(), { signal });
      await sleep(lookMs);
    }
  } finally {
    await worker.close();
    await queue.close();
  }
}
