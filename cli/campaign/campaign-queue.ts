import { CampaignQueue, type QueueCounts } from '../../campaign/queue/campaign-queue.ts';
import { hidden, type QueueServer, reachQueueServer } from '../../campaign/queue/queue-server.ts';
import { workFromQueue } from '../../campaign/queue/work-from-queue.ts';
import type { ResultFolder } from '../../campaign/results/result-folder.ts';
import type { JobResult } from '../../campaign/jobs/job-result.ts';
import type { CampaignPlan } from '../../campaign/plan/campaign-plan.ts';
import { visible } from '../../setups/visible.ts';
import { doing } from './campaign-doer.ts';
import { planOf } from './campaign-file.ts';
import type { WorkFlags } from './campaign-flags.ts';
import { resultFolderIn } from './campaign-results.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { reasonOf } from '../reason-of.ts';
import { InputError } from '../../setups/input-error.ts';

const lostAfterDefaultMs = 30_000;

/** A worker may be there before its server is, or just when that is started anew. */
const serverPatienceMs = 10_000;

/** `campaign work FILE --queue URL`: takes jobs from the queue until none is left. */
export async function workQueued(file: string, flags: WorkFlags, context: Context): Promise<number> {
  const { io } = context;
  const { queue: url = '', out, shard, lostAfter: lostAfterMs = lostAfterDefaultMs } = flags;
  if (shard !== undefined) {
    throw new InputError(
      '--shard',
      'it is given together with --queue',
      'choose one of the two: a queue deals jobs out by itself',
    );
  }
  const plan = planOf(file, context);
  const server = await reachQueueServer(url, serverPatienceMs);
  if (flags.retry === true) await onQueue(server, plan, (queue) => queue.retryFailed());
  const folder = out === undefined ? undefined : resultFolderIn(out, plan, io);
  const { done: counts, interrupted } = await doing(flags, io, ({ progress, ...doer }) =>
    workFromQueue({
      ...doer,
      plan,
      server,
      lostAfterMs,
      onResult: (result) => keep(folder, result, io),
      onProgress: ({ completed, planned }) => progress.update(file, { phase: 'jobs', done: completed, total: planned }),
    }),
  );
  if (flags.quiet !== true) io.out(countsText(counts, url));
  if (counts.failed > 0) await tellFailures(server, plan, io);
  if (interrupted) io.err('interrupted: what was not done was given back to the queue\n');
  return interrupted || counts.failed > 0 ? EXIT.notSo : EXIT.asClaimed;
}

/** The queue has the result as well: a disk that is full loses a copy. */
function keep(folder: ResultFolder | undefined, result: JobResult, io: Io): void {
  try {
    folder?.write(result);
  } catch (error) {
    io.err(`not written, and kept in the queue alone: ${result.key}: ${visible(reasonOf(error))}\n`);
  }
}

/** How far a queue is, in a line. */
const countsText = ({ planned, completed, failed, active, waiting }: QueueCounts, url: string): string =>
  `${completed} of ${planned} jobs done, ${active} being done, ${waiting} waiting, ${failed} failed: ${visible(hidden(url))}\n`;

/** Opens the queue of a plan for something, and closes it again. */
export async function onQueue<T>(
  server: QueueServer,
  plan: CampaignPlan,
  use: (queue: CampaignQueue) => Promise<T>,
): Promise<T> {
  const queue = new CampaignQueue(server, plan);
  try {
    return await use(queue);
  } finally {
    await queue.close();
  }
}

export async function tellFailures(server: QueueServer, plan: CampaignPlan, io: Io): Promise<void> {
  const failures = await onQueue(server, plan, (queue) => queue.failures());
  for (const { name, work, why } of failures) io.err(`failed: ${visible(`${name}: ${work}: ${why}`)}\n`);
}
