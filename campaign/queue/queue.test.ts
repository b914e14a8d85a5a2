import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import seedrandom from 'seedrandom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from '../../cli/campaign/campaign-file.ts';
import { loadSetup } from '../../cli/setup-file.ts';
import { fakeIo, kafkaTrial } from '../../cli/testing/fake.ts';
import { type Bundled, bundled } from '../../testing/bundled.ts';
import type { CampaignPlan } from '../plan/campaign-plan.ts';
import type { Work } from '../jobs/job.ts';
import { UnfinishedJob } from '../jobs/unfinished-job.ts';
import { madePlan, madeResult, walks } from '../testing/made-results.ts';
import type { Doing } from '../work/work.ts';
import { attemptsMax, CampaignQueue, queueName } from './campaign-queue.ts';
import { type QueueServer, reachQueueServer } from './queue-server.ts';
import { freePort, postgresServer, redisServer, type TestServer } from './testing/queue-servers.ts';
import { workFromQueue } from './work-from-queue.ts';

/**
 * Workers that are killed, and a server that is started anew, on the real ones of this machine. `npm run chaos` does it
 * in the large: 200 jobs, four workers, one of them killed at random every so many milliseconds.
 *
 * Only after some jobs have been done since is the next worker killed, however slow the machine is: where the time between
 * two kills is less than a worker takes to start, all others would go on for ever.
 */
const largeKillEveryMs = Number(process.env.KAFKA_TRIAL_CHAOS ?? 0);
const isLarge = largeKillEveryMs > 0;
const size = isLarge
  ? {
      runs: 200_000,
      jobs: 200,
      workers: 4,
      killEveryMs: largeKillEveryMs,
      doneMin: 4,
      killsMax: Infinity,
      lostAfter: '4s',
    }
  : { runs: 1600, jobs: 16, workers: 2, killEveryMs: 50, doneMin: 1, killsMax: 1, lostAfter: '2s' };

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-queue-'));
const file = join(folder, 'campaign.yaml');
let built: Bundled;

beforeAll(() => {
  built = bundled({ main: 'cli/main.ts', 'job-thread-program': 'campaign/work/job-thread-program.ts' });
  writeFileSync(
    join(folder, 'orders.yaml'),
    `kafka: "4.1"
cluster: { brokers: 1 }
consumer: { enable.auto.commit: false, auto.offset.reset: earliest }
faults: { consumer.crash: 1 }
scope: { records: 1, members: 1 }
`,
  );
  writeFileSync(file, `setups: orders.yaml\nmethods: [walk]\nruns: ${size.runs}\njob: ${size.runs / size.jobs}\n`);
});

afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});

const begin = (words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(built.folder, 'main.js'), 'campaign', ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

function ended(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const told = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text: Buffer) => (told.stdout += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (told.stderr += text.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...told })));
}

/** The same in this process, where nobody is killed. */
async function campaign(...words: readonly string[]) {
  const io = fakeIo({ cwd: folder });
  return kafkaTrial(['campaign', ...words], { io, load: (sources) => loadSetup(sources, io) });
}

const servers = [
  ['Redis', redisServer(await freePort(), join(folder, 'redis'))],
  ['PostgreSQL', postgresServer(await freePort(), join(folder, 'postgres'))],
] as const;

for (const [name, server] of servers) {
  if (server === null) console.log(`left out: campaigns on ${name}, for there is no server of it here`);
}

describe.each(servers.flatMap(([name, server]) => (server === null ? [] : [{ name, server }])))(
  'a campaign on a queue of $name',
  ({ server }) => {
    beforeAll(() => server.start());
    afterAll(() => server.stop());

    it(
      'loses nothing to workers that are killed and a server that is started anew',
      async () => {
        await campaign('work', file, '--out', 'whole', '--workers', '1');
        const whole = await campaign('merge', 'whole', '--json');
        expect(await workKilled(server)).toBeGreaterThan(0);
        const status = await campaign('status', file, '--queue', server.url);
        expect(status).toMatchObject({ code: 0, stderr: '' });
        const merged = await campaign('merge', file, '--queue', server.url, '--json');
        expect(merged).toMatchObject({ code: 0, stderr: '' });
        expect(merged.stdout).toBe(whole.stdout);
      },
      isLarge ? 7_200_000 : 180_000,
    );

    it('gets back what a worker was at when it was told to stop, and counts it as no attempt', async () => {
      const { plan, options } = await stubbed(server, 'stopped');
      const signal = { aborted: false };
      const run = () => {
        signal.aborted = true;
        return Promise.reject(new UnfinishedJob('it was interrupted'));
      };
      const left = await workFromQueue({ ...options, signal, run });
      expect(left).toEqual({ planned: 2, completed: 0, failed: 0, active: 0, waiting: 2 });
      const queue = options.server.queue(queueName(plan));
      const jobs = await Promise.all(plan.jobs.map(({ key }) => queue.getJob(key)));
      expect(jobs.map((job) => job?.attemptsMade)).toEqual([0, 0]);
      await queue.close();
      expect(await workFromQueue(options)).toMatchObject({ completed: 2 });
    });

    it('tries a job that fails five times, names it, and puts it back when it is asked to', async () => {
      const { plan, options } = await stubbed(server, 'failing');
      const tries = [0, 0];
      const run: Doing = (input) => {
        const index = indexOf(plan, input.work);
        tries[index] += 1;
        return index === 0 ? Promise.reject(new Error('the thread died')) : options.run(input);
      };
      expect(await workFromQueue({ ...options, run })).toMatchObject({ completed: 1, failed: 1 });
      expect(tries).toEqual([attemptsMax, 1]);
      const queue = new CampaignQueue(options.server, plan);
      expect(await queue.failures()).toEqual([
        { name: '1 records', work: 'random runs 0 to 9 of seed failing', why: 'the thread died' },
      ]);
      await queue.retryFailed();
      await queue.close();
      expect(await workFromQueue(options)).toMatchObject({ completed: 2, failed: 0 });
    });

    it('has one result of a job that was believed to be lost and was done twice', async () => {
      const { plan, options } = await stubbed(server, 'silent', 1);
      let isDoneTwice = (): void => {};
      const twice = new Promise<void>((resolve) => {
        isDoneTwice = resolve;
      });
      let times = 0;
      const run: Doing = async (input) => {
        times += 1;
        if (times > 1) isDoneTwice();
        await twice;
        return options.run(input);
      };
      // Nobody is heard of while it is at a job.
      const silent: QueueServer = {
        ...options.server,
        worker: (name, process, given) => options.server.worker(name, process, { ...given, skipLockRenewal: true }),
      };
      const counts = await Promise.all(
        [1, 2].map(() => workFromQueue({ ...options, server: silent, lostAfterMs: 500, run })),
      );
      expect(counts).toEqual(counts.map(() => expect.objectContaining({ completed: 1, failed: 0 })));
      expect(times).toBeGreaterThan(1);
      const queue = new CampaignQueue(options.server, plan);
      const results: unknown[] = [];
      for await (const { read } of queue.results()) results.push(read);
      await queue.close();
      expect(results).toEqual([{ result: madeResult(plan, 0), digest: expect.any(String) }]);
    });
  },
);

const indexOf = ({ jobs }: CampaignPlan, work: Work): number => jobs.findIndex((job) => job.work === work);

/** A plan of its own on a server, and a worker that does its jobs without searching; who fails is tried again at once. */
async function stubbed({ url }: TestServer, seed: string, jobs = 2) {
  const plan = madePlan([1], walks(10 * jobs, 10, seed));
  const reached = await reachQueueServer(url);
  const server: QueueServer = {
    ...reached,
    queue: (name) => {
      const queue = reached.queue(name);
      const addBulk = queue.addBulk.bind(queue);
      queue.addBulk = (added) => addBulk(added.map((job) => ({ ...job, opts: { ...job.opts, backoff: 1 } })));
      return queue;
    },
  };
  const run: Doing = async ({ work }) => madeResult(plan, indexOf(plan, work));
  return { plan, options: { plan, server, run, workers: 1, lostAfterMs: 2000, signal: { aborted: false } } };
}

/** Workers until all is done; now and then one is killed, and another one begun. Returns how many. */
async function workKilled(server: TestServer): Promise<number> {
  const words = ['work', file, '--queue', server.url, '--workers', '1', '--lost-after', size.lostAfter];
  const workers = Array.from({ length: size.workers }, () => begin(words));
  const endings = workers.map(ended);
  const io = fakeIo({ cwd: folder });
  const plan = planOf(file, { io, load: (sources) => loadSetup(sources, io) });
  const queue = new CampaignQueue(await reachQueueServer(server.url), plan);
  const done = async (): Promise<number> => (await queue.counts()).completed;
  const random = seedrandom(server.url.slice(0, 5));
  const enough = size.jobs - workers.length;
  /** How many jobs are done after a while in which some were. */
  const doneAfter = async (before: number): Promise<number> => {
    await sleep(size.killEveryMs);
    for (let now = await done(); ; now = await done()) {
      if (now >= before + size.doneMin || now >= enough) return now;
      await sleep(50);
    }
  };
  let killed = 0;
  for (let count = await doneAfter(0); killed < size.killsMax && count < enough; count = await doneAfter(count)) {
    const at = Math.floor(random() * workers.length);
    workers[at].kill('SIGKILL');
    if (killed === 0) {
      await server.stop();
      await server.start();
    }
    killed += 1;
    workers[at] = begin(words);
    endings.push(ended(workers[at]));
    if (isLarge) console.log(`${server.url}: ${count} of ${size.jobs} jobs done, ${killed} workers killed`);
  }
  const all = await Promise.all(endings);
  await queue.close();
  for (const { code, stderr } of all.filter((ending) => ending.code !== null)) expect([code, stderr]).toEqual([0, '']);
  return killed;
}
