import { setTimeout as sleep } from 'node:timers/promises';
import { type CampaignPlan, PLAN_FORMAT } from '../campaign/plan/campaign-plan.ts';
import { keyOf, setupDigest } from '../campaign/jobs/job.ts';
import { JobThreads } from '../campaign/work/job-thread.ts';
import { resultText } from '../campaign/jobs/job-result.ts';
import { queueName } from '../campaign/queue/campaign-queue.ts';
import { hidden, type QueueServer, reachQueueServer } from '../campaign/queue/queue-server.ts';
import { workFromQueue } from '../campaign/queue/work-from-queue.ts';
import { type Doing, work } from '../campaign/work/work.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { medianOf } from './measure.ts';

/** Processed twice in a few steps: the result has a counterexample, as most have. */
const setup = setupOf({
  cluster: { brokers: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  faults: { 'consumer.crash': 1 },
  scope: { records: 1, members: 1 },
});

const signal = { aborted: false };
const lostAfterMs = 30_000;
/** A job as a campaign should have it. */
const jobMs = 20_000;
/** Random runs that take as long: 20 s on one machine, 10 on another. */
const jobRuns = 120_000;
const workersJobs = 4;
const longJobs = 3;
const shortJobs = 500;

/**
 * What a campaign costs besides its searches: two workers beside one, and each queue that is named beside none. On an idle
 * machine of two cores or more; seconds of CPU carry further than seconds of the clock.
 */
export async function reportCampaign(queues: readonly string[], print: (line: string) => void): Promise<void> {
  const [one, two] = [await worked(1), await worked(2)];
  print(`campaign: ${workersJobs} jobs of some 20 s, in threads`);
  print(`  one worker: ${seconds(one.wall)} s, ${seconds(one.cpu)} s of CPU`);
  print(`  two: ${seconds(two.wall)} s, ${seconds(two.cpu)} s of CPU`);
  print(`  ${(one.wall / two.wall).toFixed(2)} times the work of one (expected: at least 1.8)`);
  if (queues.length === 0) print('no queue is named with --queue: what one costs is left out');
  for (const url of queues) await reportQueue(url, print);
}

async function worked(workers: number): Promise<Cost> {
  const plan = planOf('workers', workersJobs, jobRuns);
  const folder = { has: () => false, write: () => {} };
  const threads = new JobThreads(undefined);
  const done = (jobs: CampaignPlan['jobs']) => work({ plan, jobs, folder, run: threads.run, workers, signal });
  // Start-up and compiling count for nobody.
  await done(planOf('warm', workers, 1000).jobs);
  const cost = await measured(() => done(plan.jobs));
  await threads.end();
  return cost;
}

async function reportQueue(url: string, print: (line: string) => void): Promise<void> {
  const server = await reachQueueServer(url);
  const threads = new JobThreads(undefined);
  const [{ work: job }] = planOf('result', 1, 1000).jobs;
  const result = await threads.run({ tool: 'bench', setup, work: job });
  await threads.end();
  const begun: number[] = [];
  const long = await queued(server, planOf('long', longJobs + 1, 1), async () => {
    begun.push(performance.now());
    await sleep(jobMs);
    return result;
  });
  const between = begun.slice(1).map((at, index) => at - begun[index] - jobMs);
  const short = await queued(server, planOf('short', shortJobs, 1), () => Promise.resolve(result));
  print(`\nqueue ${hidden(url)}, a result of ${Math.round(resultText(result).length / 1000)} kB`);
  print(
    `  between two jobs of 20 s: ${medianOf(between).toFixed(0)} ms, ${share(medianOf(between))} (expected: under 2 %)`,
  );
  print(
    `  CPU of the worker for each: ${(long.cpu / begun.length).toFixed(0)} ms, ${share(long.cpu / begun.length)} (expected: under 2 %)`,
  );
  print(
    `  jobs that take no time: ${((1000 * shortJobs) / short.wall).toFixed(0)} a second, ${(short.cpu / shortJobs).toFixed(1)} ms of CPU each`,
  );
}

/** What part of a job's time this is. */
const share = (ms: number): string => `${((100 * ms) / jobMs).toFixed(2)} %`;

/** What it costs a worker to take the jobs of a plan from a queue, which is empty before and after. */
async function queued(server: QueueServer, plan: CampaignPlan, run: Doing): Promise<Cost> {
  const cost = await measured(() => workFromQueue({ plan, server, run, workers: 1, lostAfterMs, signal }));
  const queue = server.queue(queueName(plan));
  await queue.obliterate({ force: true });
  await queue.close();
  return cost;
}

/** Milliseconds of the clock and of CPU, of all threads of this process. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

async function measured(done: () => Promise<unknown>): Promise<Cost> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await done();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

/** Jobs of random runs that nobody else has: what a queue holds of another bench is not met. */
function planOf(what: string, jobs: number, runs: number): CampaignPlan {
  const seed = `bench ${what} ${process.pid} ${Math.round(performance.timeOrigin)}`;
  const digest = setupDigest(setup);
  const subject = { name: 'bench', file: 'bench', setup, digest, ignored: [], notes: [], lacks: [], swept: {} };
  return {
    format: PLAN_FORMAT,
    version: 1,
    tool: 'bench',
    subjects: [subject],
    refused: [],
    jobs: Array.from({ length: jobs }, (_, index) => {
      const work = { method: 'walk', seed, first: index * runs, runs } as const;
      return { key: keyOf('bench', digest, work), subject: 0, work };
    }),
  };
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
