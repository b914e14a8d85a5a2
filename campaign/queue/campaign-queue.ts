import type { Queue } from 'bullmq';
import { type CampaignPlan, planName } from '../plan/campaign-plan.ts';
import { type ReadResult, readResult } from '../jobs/job-result.ts';
import { workWords } from '../jobs/work-words.ts';
import type { JobNote, QueueServer } from './queue-server.ts';

/** Attempts at a job that fails, each after a longer wait; that a worker dies is no failure of its job. */
export const attemptsMax = 5;
const backoffMs = 1000;

/** Jobs that are added or read at once. */
const pageSize = 500;

/** How far the jobs of a queue are. */
export interface QueueCounts {
  readonly planned: number;
  readonly completed: number;
  readonly failed: number;
  readonly active: number;
  /** In the queue or not, and not begun. */
  readonly waiting: number;
}

/** The queue of one campaign: its name is that of the plan, and each job's id its key, so that a job is in it once. */
export class CampaignQueue {
  readonly name: string;
  readonly #plan: CampaignPlan;
  readonly #queue: Queue<JobNote, string>;

  constructor(server: Pick<QueueServer, 'queue'>, plan: CampaignPlan) {
    this.#plan = plan;
    this.name = queueName(plan);
    this.#queue = server.queue(this.name);
    // What goes wrong is told by the call that it goes wrong in; a lost connection is made again.
    this.#queue.on('error', () => {});
  }

  /** Adds the jobs that are not there, which may be all of them: a server may have lost some in a crash. */
  async fill(): Promise<void> {
    const { completed, failed, active, waiting } = await this.#known();
    if (completed + failed + active + waiting >= this.#plan.jobs.length) return;
    for (let first = 0; first < this.#plan.jobs.length; first += pageSize) {
      await this.#queue.addBulk(
        this.#plan.jobs.slice(first, first + pageSize).map(({ key, subject, work }) => ({
          name: this.#plan.subjects[subject].name,
          data: { work: workWords(work) },
          opts: { jobId: key, attempts: attemptsMax, backoff: { type: 'exponential', delay: backoffMs } },
        })),
      );
    }
  }

  async counts(): Promise<QueueCounts> {
    const { completed, failed, active } = await this.#known();
    const planned = this.#plan.jobs.length;
    return { planned, completed, failed, active, waiting: Math.max(0, planned - completed - failed - active) };
  }

  async #known(): Promise<Omit<QueueCounts, 'planned'>> {
    const counts = await this.#queue.getJobCounts('completed', 'failed', 'active', 'wait', 'delayed');
    const { completed = 0, failed = 0, active = 0, wait = 0, delayed = 0 } = counts;
    return { completed, failed, active, waiting: wait + delayed };
  }

  /** Every result that is there, as the text of its file would be read. */
  async *results(): AsyncGenerator<{ readonly key: string; readonly read: ReadResult | string }> {
    for (let first = 0; ; first += pageSize) {
      const jobs = await this.#queue.getJobs(['completed'], first, first + pageSize - 1, true);
      for (const { id = '', returnvalue } of jobs) yield { key: id, read: readResult(returnvalue) };
      if (jobs.length < pageSize) return;
    }
  }

  /** When results came in, in milliseconds. */
  async finishedAt(): Promise<readonly number[]> {
    const jobs = await this.#queue.getJobs(['completed'], 0, -1, true);
    return jobs.flatMap(({ finishedOn }) => finishedOn ?? []);
  }

  /** The jobs that have failed for good, and why. */
  async failures(): Promise<readonly { readonly name: string; readonly work: string; readonly why: string }[]> {
    const jobs = await this.#queue.getJobs(['failed'], 0, -1, true);
    return jobs.map(({ name, data, failedReason }) => ({ name, work: data.work, why: failedReason }));
  }

  /** Puts the jobs that have failed for good back into the queue. */
  async retryFailed(): Promise<void> {
    for (const job of await this.#queue.getJobs(['failed'], 0, -1, true)) await job.retry('failed');
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }
}

/** A queue for every plan: workers of another plan never take its jobs, and to plan the same again meets the same queue. */
export const queueName = (plan: CampaignPlan): string => `kafka-trial-${planName(plan).replace(/^plan-|\.json$/g, '')}`;
