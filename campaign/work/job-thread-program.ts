import { parentPort } from 'node:worker_threads';
import { EnvironmentMemory } from '../../explorers/compositional/environment-memory.ts';
import { processHost } from '../../judging/host.ts';
import type { JobAnswer, JobTask } from './job-thread.ts';
import { runJob } from '../jobs/run-job.ts';
import { UnfinishedJob } from '../jobs/unfinished-job.ts';

/** The program of a thread that does jobs, one after another. */
parentPort?.on('message', (task: JobTask) => void answer(task));

let environments = new EnvironmentMemory();

async function answer({ input, memory }: JobTask): Promise<void> {
  const what = await runJob(input, { host: processHost, memory, environments }).then(
    (result): JobAnswer => ({ result }),
    (error: unknown): JobAnswer => {
      // Where memory is short, the next attempt has all of it.
      environments = new EnvironmentMemory();
      if (error instanceof UnfinishedJob) return { unfinished: error.message };
      throw error;
    },
  );
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(what);
}
