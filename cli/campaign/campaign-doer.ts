import { JobThreads } from '../../campaign/work/job-thread.ts';
import { hasThreads } from '../../explorers/parallel/threads.ts';
import type { Doing } from '../../campaign/work/work.ts';
import type { WorkFlags } from './campaign-flags.ts';
import { Interrupt } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { Progress } from '../progress.ts';
import { workersOf } from '../workers.ts';

/** What jobs are done with. */
export interface Doer {
  readonly run: Doing;
  /** Jobs at the same time. */
  readonly workers: number;
  readonly progress: Progress;
  readonly signal: Interrupt;
}

/** Does jobs, shown while it goes on and stopped by Ctrl-C or SIGTERM; then its threads are ended. */
export async function doing<Done>(
  flags: WorkFlags,
  io: Io,
  use: (doer: Doer) => Promise<Done>,
): Promise<{ readonly done: Done; readonly interrupted: boolean }> {
  const progress = new Progress(io, flags);
  const signal = new Interrupt(io, { alsoTerminated: true });
  const { run, end } = jobsBy(flags, io, signal);
  const done = await use({ run, workers: workersOf(flags, io), progress, signal }).finally(async () => {
    progress.clear();
    signal.ignore();
    await end();
  });
  return { done, interrupted: signal.aborted };
}

/** Who does jobs: threads of their own, whom Ctrl-C ends, where there can be any. */
function jobsBy(
  { memory }: WorkFlags,
  io: Io,
  interrupt: Interrupt,
): { readonly run: Doing; readonly end: () => Promise<void> } {
  if (!hasThreads) {
    // Where threads do it, nobody here needs what it is done with.
    const run: Doing = async (input) => {
      const { runJob } = await import('../../campaign/jobs/run-job.ts');
      return runJob(input, { host: io, memory, signal: interrupt });
    };
    return { run, end: () => Promise.resolve() };
  }
  const threads = new JobThreads(memory);
  const end = (): Promise<void> => threads.end();
  interrupt.onAbort = () => void end();
  return { run: threads.run, end };
}
