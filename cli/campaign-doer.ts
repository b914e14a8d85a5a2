import { hasThreads, JobThreads } from '../campaign/job-thread.ts';
import { runJob } from '../campaign/run-job.ts';
import type { Doing } from '../campaign/work.ts';
import type { Interrupt } from './interrupt.ts';
import type { Io } from './io.ts';

const WORKERS_DEFAULT_MAX = 8;

/** Jobs that are done at the same time. */
export const workersOf = ({ workers }: { readonly workers?: number }, { cores }: Io): number =>
  workers ?? Math.min(cores, WORKERS_DEFAULT_MAX);

/** Who does jobs: threads of their own, whom Ctrl-C ends, where there can be any. */
export function doerOf(
  { memory }: { readonly memory?: number },
  io: Io,
  interrupt: Interrupt,
): { readonly run: Doing; end(): Promise<void> } {
  if (!hasThreads) {
    return { run: (input) => runJob(input, { host: io, memory, signal: interrupt }), end: () => Promise.resolve() };
  }
  const threads = new JobThreads(memory);
  interrupt.onAbort = () => void threads.end();
  return threads;
}
