import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { MergeState } from './results/merge-state.ts';
import { documentOfCampaign } from './results/merged-document.ts';
import { packOf } from './results/result-folder.ts';
import { madePlan, madeResults, TOOL, walks } from './testing/made-results.ts';

/**
 * A campaign on 200 workers, simulated in virtual time: jobs of 20 to 60 seconds by stubs, workers that crash and come
 * again, jobs that are lost with them and handed to others, and some that were only believed to be lost and are done twice.
 */
const WORKERS = 200;
const lostAfter = 30;
const restart = 10;
const crashesPerJob = 0.05;
const falseAlarms = 0.02;

interface Simulated {
  /** Jobs in the order in which their results came in, some of them twice. */
  readonly arrived: readonly number[];
  /** Seconds until the last one was in. */
  readonly seconds: number;
  /** Seconds that workers worked. */
  readonly worked: number;
}

function simulate(jobs: number, seed: string): Simulated {
  const random = seedrandom(seed);
  // What is open, and from when on; a queue deals it out in order.
  const open = Array.from({ length: jobs }, (_, job) => ({ job, from: 0 }));
  const free = Array.from({ length: WORKERS }, () => 0);
  const arrivals: { readonly at: number; readonly job: number }[] = [];
  let worked = 0;
  for (let next = 0; next < open.length; next += 1) {
    const { job, from } = open[next];
    const worker = free.indexOf(Math.min(...free));
    const begin = Math.max(free[worker], from);
    const takes = 20 + 40 * random();
    if (random() < crashesPerJob) {
      const died = begin + takes * random();
      worked += died - begin;
      free[worker] = died + restart;
      open.push({ job, from: died + lostAfter });
      continue;
    }
    worked += takes;
    free[worker] = begin + takes;
    arrivals.push({ at: begin + takes, job });
    if (random() < falseAlarms) open.push({ job, from: begin + lostAfter });
  }
  arrivals.sort((one, other) => one.at - other.at);
  return { arrived: arrivals.map(({ job }) => job), seconds: arrivals[arrivals.length - 1].at, worked };
}

describe('a campaign of 10,000 jobs on 200 workers that crash', () => {
  const seeds = Array.from({ length: 50 }, (_, index) => `s${index}`);
  const plan = madePlan(
    [1, 2],
    seeds.flatMap((seed) => walks(10_000, 100, seed)),
  );
  const results = madeResults(plan);

  it('comes to the bytes of one machine that did everything in order', async () => {
    expect(plan.jobs).toHaveLength(10_000);
    const { arrived } = simulate(results.length, 'a');
    expect(arrived.length).toBeGreaterThan(results.length);
    const [inOrder, asItCame] = [new MergeState(TOOL), new MergeState(TOOL)];
    for (const state of [inOrder, asItCame]) state.addPlan(plan);
    for (const result of results) inOrder.add(result);
    for (const job of arrived) asItCame.add(results[job]);
    expect(packOf(asItCame)).toBe(packOf(inOrder));
    const document = await documentOfCampaign(asItCame, TOOL);
    expect(JSON.stringify(document)).toBe(JSON.stringify(await documentOfCampaign(inOrder, TOOL)));
    expect(document.jobs).toEqual({ planned: 10_000, done: 10_000 });
    expect(document.verdicts[0].guarantees[0].evidence).toMatchObject({ runs: 500_000 });
  });

  it('grows with its jobs: twice the jobs take twice the time, and crashes cost what was lost', () => {
    const [half, whole] = [simulate(5000, 'b'), simulate(10_000, 'b')];
    expect(whole.seconds / half.seconds).toBeGreaterThan(1.8);
    expect(whole.seconds / half.seconds).toBeLessThan(2.2);
    // 40 s a job: what crashes and false alarms add is below a tenth.
    expect(whole.worked / (10_000 * 40)).toBeLessThan(1.1);
    expect(whole.worked / (WORKERS * whole.seconds)).toBeGreaterThan(0.9);
  });
});
