import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from '../../cli/campaign-file.ts';
import { loadSetup } from '../../cli/setup-file.ts';
import { fakeIo, kafkaTrial } from '../../cli/testing/fake.ts';
import { CampaignQueue } from './campaign-queue.ts';
import { reachQueueServer } from './queue-server.ts';
import { freePort, postgresServer, redisServer, type TestServer } from './testing/queue-servers.ts';

/**
 * Workers that are killed, and a server that is started anew, on the real ones of this machine. `npm run chaos` does it
 * in the large: 200 jobs, four workers, one of them killed every so many milliseconds.
 */
const largeKillEveryMs = Number(process.env.KAFKA_TRIAL_CHAOS ?? 0);
const isLarge = largeKillEveryMs > 0;
const size = isLarge
  ? { runs: 40_000, jobs: 200, workers: 4, killEveryMs: largeKillEveryMs, killsMax: Infinity, lostAfter: '4s' }
  : { runs: 1600, jobs: 16, workers: 2, killEveryMs: 50, killsMax: 1, lostAfter: '2s' };

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-queue-'));
const file = join(folder, 'campaign.yaml');
let built = '';

beforeAll(() => {
  // Below `dist`, from where packages are found.
  mkdirSync(join(root, 'dist'), { recursive: true });
  built = mkdtempSync(join(root, 'dist', 'under-test-'));
  buildSync({
    entryPoints: {
      main: join(root, 'cli/main.ts'),
      'job-thread-program': join(root, 'campaign/job-thread-program.ts'),
    },
    outdir: built,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
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
  rmSync(built, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const begin = (words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(built, 'main.js'), 'campaign', ...words], {
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

describe('a campaign on a queue', async () => {
  let whole = '';

  beforeAll(async () => {
    await campaign('work', file, '--out', 'whole', '--workers', '1');
    whole = (await campaign('merge', 'whole', '--json')).stdout;
  }, 3_600_000);

  it.each([
    ['Redis', redisServer(await freePort(), join(folder, 'redis'))],
    ['PostgreSQL', postgresServer(await freePort(), join(folder, 'postgres'))],
  ])(
    'of %s loses nothing to workers that are killed and a server that is started anew',
    async (name, server) => {
      if (server === null) {
        console.log(`left out: campaigns on ${name}, for there is no server of it here`);
        return;
      }
      await server.start();
      try {
        const killed = await workKilled(server);
        expect(killed).toBeGreaterThan(0);
        const status = await campaign('status', file, '--queue', server.url);
        expect(status).toMatchObject({ code: 0, stderr: '' });
        const merged = await campaign('merge', file, '--queue', server.url, '--json');
        expect(merged).toMatchObject({ code: 0, stderr: '' });
        expect(merged.stdout).toBe(whole);
      } finally {
        await server.stop();
      }
    },
    isLarge ? 3_600_000 : 90_000,
  );
});

/** Workers until all is done; now and then one is killed in the middle of a job, and another one begun. Returns how many. */
async function workKilled(server: TestServer): Promise<number> {
  const words = ['work', file, '--queue', server.url, '--workers', '1', '--lost-after', size.lostAfter];
  const workers = Array.from({ length: size.workers }, () => begin(words));
  const endings = workers.map(ended);
  const io = fakeIo({ cwd: folder });
  const plan = planOf(file, { io, load: (sources) => loadSetup(sources, io) });
  const queue = new CampaignQueue(await reachQueueServer(server.url), plan);
  const done = async (): Promise<number> => (await queue.counts()).completed;
  let killed = 0;
  for (; killed < size.killsMax; killed += 1) {
    const before = await done();
    await sleep(size.killEveryMs);
    // In the small form only who has begun is killed, however slow the machine is.
    if (!isLarge) while ((await done()) === before && before < size.jobs) await sleep(50);
    const at = killed % workers.length;
    if ((await done()) >= size.jobs - workers.length) break;
    workers[at].kill('SIGKILL');
    if (killed === 0) {
      await server.stop();
      await server.start();
    }
    workers[at] = begin(words);
    endings[at] = ended(workers[at]);
  }
  const all = await Promise.all(endings);
  await queue.close();
  for (const { code, stderr } of all.filter((ending) => ending.code !== null)) expect([code, stderr]).toEqual([0, '']);
  return killed;
}
