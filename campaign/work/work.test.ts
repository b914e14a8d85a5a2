import { describe, expect, it } from 'vitest';
import { madePlan, madeResult, walks } from '../testing/made-results.ts';
import { type Doing, work, type WorkDone } from './work.ts';

const plan = madePlan([1], walks(50, 10));
const { jobs } = plan;

const run: Doing = async (input) => {
  const index = jobs.findIndex((job) => job.work === input.work);
  return madeResult(plan, index);
};

/** Two workers, and a folder whose disk fails at the second result. */
async function workOn(
  error: Error,
  kept = new Set<string>(),
): Promise<WorkDone & { readonly kept: ReadonlySet<string> }> {
  const write = ({ key }: { readonly key: string }): void => {
    if (key === jobs[1].key) throw error;
    kept.add(key);
  };
  const folder = { has: (key: string) => kept.has(key), write };
  return { ...(await work({ plan, jobs, folder, run, workers: 2, signal: { aborted: false } })), kept };
}

describe('the work of a campaign', () => {
  it('loses the one job whose result finds the disk full, and tells it', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const { done, failed, kept } = await workOn(full);
    expect(done).toBe(4);
    expect(failed).toEqual([{ job: jobs[1], error: full }]);
    expect(kept).toEqual(new Set([0, 2, 3, 4].map((index) => jobs[index].key)));
  });

  it('does all other jobs before it ends with an error that is a fault of its own', async () => {
    const kept = new Set<string>();
    await expect(workOn(new TypeError('x is not a function'), kept)).rejects.toThrow('x is not a function');
    expect(kept.size).toBe(4);
  });
});
