import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { spread } from './spread.ts';

/** A runner that says which jobs it has begun; the first one ends when as many have begun as there are to be. */
const runnerOf =
  (begun: number[], first = 1) =>
  async (job: number): Promise<string> => {
    begun.push(job);
    if (job === 0) await vi.waitUntil(() => begun.length >= first);
    await later(1);
    return `result ${job}`;
  };

describe('runs that are spread over runners', () => {
  it('are handed out in their order, whichever runner was quickest', async () => {
    const run = runnerOf([], 5);
    const told: string[] = [];
    await spread([run, run, run], [0, 1, 2, 3, 4], (job, result) => {
      told.push(`${job}: ${result}`);
      return 'on';
    });
    expect(told).toEqual(['0: result 0', '1: result 1', '2: result 2', '3: result 3', '4: result 4']);
  });

  it('go on beside one that takes long, until too many results wait', async () => {
    const begun: number[] = [];
    const run = runnerOf(begun, 8);
    const jobs = Array.from({ length: 40 }, (_, job) => job);
    let atFirst: number | undefined;
    await spread([run, run], jobs, () => {
      atFirst ??= begun.length;
      return 'on';
    });
    expect(atFirst).toBe(8);
    expect(begun).toEqual(jobs);
  });

  it('begin no more of them once there are enough', async () => {
    const begun: number[] = [];
    const told: number[] = [];
    const run = runnerOf(begun);
    await spread([run], [1, 2, 3], (job) => {
      told.push(job);
      return job === 2 ? 'enough' : 'on';
    });
    expect([begun, told]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('are told in their turn where one fails while another is waited for, and leave nothing behind', async () => {
    const run = runnerOf([]);
    const told: number[] = [];
    const failing = (): Promise<string> => Promise.reject(new Error('no more'));
    const spreading = spread([run, failing], [0, 1], (job) => {
      told.push(job);
      return 'on';
    });
    await expect(spreading).rejects.toThrow('no more');
    expect(told).toEqual([0]);
  });
});
