import type { RunJob, Runner, RunResult } from '../run-result.ts';

/**
 * Runs jobs on all runners at once and hands out results in the order of the jobs, so that what is found first does not
 * depend on which runner was quickest. No more results are kept than there are runners.
 *
 * @param take is given each result; where it says so, no further job begins.
 */
export async function spread(
  runners: readonly Runner[],
  jobs: Iterable<RunJob>,
  take: (job: RunJob, result: RunResult) => 'on' | 'enough' | Promise<'on' | 'enough'>,
): Promise<void> {
  const under: { readonly job: RunJob; readonly result: Promise<RunResult>; readonly runner: Runner }[] = [];
  const idle = [...runners];
  let enough = false;
  try {
    for (const job of jobs) {
      if (idle.length === 0) enough = (await oldest()) === 'enough';
      const runner = idle.shift();
      if (enough || !runner) break;
      const result = runner(job);
      // What fails while another one is waited for is told when its turn comes.
      result.catch(() => {});
      under.push({ job, runner, result });
    }
    while (!enough && under.length > 0) enough = (await oldest()) === 'enough';
  } finally {
    // Those that are under way end by themselves; their results are nobody's.
    await Promise.allSettled(under.map(({ result }) => result));
  }

  async function oldest(): Promise<'on' | 'enough'> {
    const first = under.shift();
    if (!first) return 'enough';
    const result = await first.result;
    idle.push(first.runner);
    return take(first.job, result);
  }
}
