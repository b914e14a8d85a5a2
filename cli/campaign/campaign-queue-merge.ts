import type { LeftOut } from '../../campaign/results/result-folder.ts';
import { MergeState } from '../../campaign/results/merge-state.ts';
import { reachQueueServer } from '../../campaign/queue/queue-server.ts';
import { type CampaignStatus, paceOf } from '../../campaign/results/status.ts';
import { planOf } from './campaign-file.ts';
import { tellLeftOut } from './campaign-folders.ts';
import { onQueue, tellFailures } from './campaign-queue.ts';
import type { Context } from '../context.ts';
import { VERSION } from '../version.ts';

/** What the queues of these campaigns hold; what had to be left out is told. */
export async function readQueues(files: readonly string[], url: string, context: Context): Promise<MergeState> {
  const state = new MergeState(VERSION);
  const plans = files.map((file) => planOf(file, context));
  const server = await reachQueueServer(url);
  const leftOut: LeftOut[] = [];
  for (const plan of plans) {
    state.addPlan(plan);
    await onQueue(server, plan, async (queue) => {
      for await (const { key, read } of queue.results()) {
        const why = typeof read === 'string' ? read : state.add(read);
        if (why !== undefined) leftOut.push({ place: `${queue.name}/${key}`, why });
      }
    });
    await tellFailures(server, plan, context.io);
  }
  tellLeftOut(leftOut, context.io);
  return state;
}

/** How far the campaigns are by their queues. */
export async function queueStatus(files: readonly string[], url: string, context: Context): Promise<CampaignStatus> {
  const plans = files.map((file) => planOf(file, context));
  const server = await reachQueueServer(url);
  const times: number[] = [];
  for (const plan of plans) {
    times.push(...(await onQueue(server, plan, (queue) => queue.finishedAt())));
    await tellFailures(server, plan, context.io);
  }
  return paceOf(
    plans.reduce((sum, { jobs }) => sum + jobs.length, 0),
    times,
  );
}
