import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SharedFingerprints } from '../explorers/parallel/shared-fingerprints.ts';
import { exhaustive } from '../explorers/exhaustive.ts';
import { aloTrial } from '../properties/pipeline.ts';
import type { HazardsDocument } from '../reports/documents/hazards.ts';
import { type Bundled, bundled } from '../testing/bundled.ts';

/** What threads do for real: they run compiled programs alone, so that the sources are bundled for this file. */
let built: Bundled;

beforeAll(() => {
  built = bundled({
    main: 'cli/main.ts',
    errors: 'cli/errors.ts',
    worker: 'explorers/parallel/worker.ts',
    'entry-thread-program': 'judging/catalogue/entry-thread-program.ts',
    'issues-beside': 'judging/counterexamples/issues-beside.ts',
    'issues-thread-program': 'judging/counterexamples/issues-thread-program.ts',
    hazards: 'properties/hazards/hazards.ts',
    'time-limit': 'judging/searches/time-limit.ts',
    verify: 'judging/verify.ts',
    'trial-specification': 'explorers/trial-specification.ts',
    'exhaustive-parallel': 'explorers/parallel/exhaustive-parallel.ts',
    'shared-fingerprints': 'explorers/parallel/shared-fingerprints.ts',
    resolve: 'setups/resolve/resolve.ts',
  });
}, 60_000);

afterAll(() => built.remove());

/** What a program imports one of them by. */
const urlOf = (name: string): string => pathToFileURL(join(built.folder, `${name}.js`)).href;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const kafkaTrial = (words: readonly string[]): Promise<Ended> => run([join(built.folder, 'main.js'), ...words]);

/** Tells whoever started a process when a thread of it runs. */
const telling = `process.on('worker', (thread) => thread.once('online', () => process.send('online'))); process.channel?.unref();`;

/** The same, with Ctrl-C some time after its threads run: however long they take to start, and no longer. */
function interrupted(words: readonly string[], afterMs: number): Promise<Ended> {
  const preloaded = ['--import', `data:text/javascript,${encodeURIComponent(telling)}`];
  return run([...preloaded, join(built.folder, 'main.js'), ...words], (child) => {
    child.once('message', () => setTimeout(() => child.kill('SIGINT'), afterMs));
  });
}

/** Runs a program; `meanwhile` is given its process as soon as it has started. */
function run(words: readonly string[], meanwhile?: (child: ChildProcess) => void): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe', meanwhile ? 'ipc' : 'ignore'] });
    const ended = { code: null, stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (ended.stderr += chunk.toString()));
    child.on('close', (code) => resolve({ ...ended, code }));
    meanwhile?.(child);
  });
}

/** A scope that takes minutes: 2 x 10^7 states and more. */
const endless = ['explore', 'alo', '--records', '6', '--crashes', '7', '--kicks', '7', '--workers', '2'];

describe('threads', () => {
  test('count what one thread counts', async () => {
    const words = ['explore', 'alo', '--records', '5', '--crashes', '3', '--kicks', '3', '--json'];
    const { stdout, code } = await kafkaTrial([...words, '--workers', '2']);
    const { distinct, generated, depth, violations } = exhaustive(aloTrial({ records: 5, crashes: 3, kicks: 3 }));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      distinct,
      generated,
      depth,
      complete: true,
      workers: 2,
      violations: violations.map(({ property, states }) => ({ invariant: property, states })),
    });
  });

  test('judge hazards as one thread does', async () => {
    const words = ['hazards', 'A14', 'A06', 'A17', '--runs', '1', '--json'];
    const [one, two] = await Promise.all(['1', '2'].map((workers) => kafkaTrial([...words, '--workers', workers])));
    const judged = ({ stdout }: Ended): unknown =>
      (JSON.parse(stdout) as HazardsDocument).hazards.map((hazard) => ({ ...hazard, seconds: 0 }));
    expect(judged(two)).toEqual(judged(one));
    expect([one.code, two.code]).toEqual([0, 0]);
  });

  test('judge no hazard any more after Ctrl-C, and tell of those that they have', async () => {
    const { code, stdout, stderr } = await interrupted(['hazards', '--json', '--workers', '2'], 1000);
    expect(code).toBe(1);
    expect(stderr).toBe('interrupted: what is above is what was tried until then\n');
    const { hazards } = JSON.parse(stdout) as HazardsDocument;
    expect(hazards.length).toBeLessThan(50);
    expect(hazards.filter(({ asExpected }) => !asExpected)).toEqual([]);
  });

  test('find out what a hole is known as while remedies are looked for', async () => {
    const program = `
      const { IssuesBeside } = await import('${urlOf('issues-beside')}');
      const { HAZARDS } = await import('${urlOf('hazards')}');
      const { setupOf } = await import('${urlOf('resolve')}');
      const { verify } = await import('${urlOf('verify')}');
      const { NO_TIME_LIMIT: time } = await import('${urlOf('time-limit')}');
      const setup = setupOf(HAZARDS.find(({ id }) => id === 'B38').setup);
      const { guarantees } = await verify(setup, { remedies: false });
      const issues = new IssuesBeside({ time });
      for (const { id: guarantee, causes = [] } of guarantees) {
        for (const { cause, schedule, setup: small } of causes) {
          const atOnce = await issues.ask({ world: setupOf(small ?? setup), hole: { guarantee, cause, schedule } });
          console.log(guarantee, atOnce, await issues.knownOf(guarantee, { cause }));
        }
      }
      await issues.end();`;
    const file = join(built.folder, 'issues.mjs');
    writeFileSync(file, program);
    const { code, stdout, stderr } = await run([file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe("no-duplicates [] [ 'KAFKA-15591' ]\npartition-order [] [ 'KAFKA-15591' ]\n");
  });

  test('that run out of memory are reported, and prove nothing', async () => {
    // Its own heap is all that a worker has: the limit of the whole process is not looked at here. Plainly, states of a cluster
    // wait in it; those that are packed do not.
    const program = `
      const { withTrial } = await import('${urlOf('trial-specification')}');
      const { exhaustiveParallel } = await import('${urlOf('exhaustive-parallel')}');
      const { fail } = await import('${urlOf('errors')}');
      const { setupOf } = await import('${urlOf('resolve')}');
      const setup = setupOf({ cluster: { brokers: 3 }, faults: { 'broker.crash': 2, rebalance: 2 }, scope: { lags: 2, records: 3 } });
      const specification = { system: 'cluster', setup };
      const memory = { max: 12 * 2 ** 20, used: () => -Infinity };
      try {
        await withTrial(specification, (trial) => exhaustiveParallel(trial, specification, { workers: 2, plain: true, memory }));
      } catch (error) {
        process.exitCode = fail(error, { env: {}, err: (text) => process.stdout.write(text) });
      }`;
    const file = join(built.folder, 'small-heaps.mjs');
    writeFileSync(file, program);
    const { code, stdout } = await run([file]);
    expect(stdout).toMatch(
      /^error: worker [12] of 2 ran out of memory before the search was finished: nothing is proved\n  try it with/,
    );
    expect(code).toBe(1);
  });

  test('stop at Ctrl-C with what they have', async () => {
    const { code, stdout } = await interrupted([...endless, '--json'], 300);
    expect(code).toBe(1);
    const document = JSON.parse(stdout) as { distinct: number; complete: boolean; stopped: string };
    expect(document.complete).toBe(false);
    expect(document.distinct).toBeGreaterThan(1000);
    expect(document.stopped).toMatch(/^scope not finished: [\d,]+ states, depth \d+; interrupted$/);
  });

  test('stop where memory ends', async () => {
    const { code, stdout } = await kafkaTrial([...endless, '--json', '--memory', '200MB']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ complete: false });
    expect(stdout).toMatch(/scope not finished: [\d,]+ states, depth \d+; memory limit/);
  });

  test('fill one set of fingerprints without losing or doubling any', async () => {
    const threads = 3;
    const module = urlOf('shared-fingerprints');
    const set = SharedFingerprints.ofCapacity(1);
    // All bring the same fingerprints, each in an order and under ranks of its own; halves are often equal.
    const program = `
      const { workerData: { buffer, module, index, threads }, parentPort } = require('node:worker_threads');
      import(module).then(({ SharedFingerprints }) => {
        const set = new SharedFingerprints(buffer);
        const claimed = [];
        for (let turn = 0; turn < 30_000; turn += 1) {
          const key = (turn * 7919 + index * 31) % 30_000;
          const place = set.claim(key % 300, Math.floor(key / 300), (key + index) % threads, 0);
          if (place >= 0) claimed.push([key, place, (key + index) % threads]);
        }
        parentPort.postMessage(claimed);
      });`;
    const claims = await Promise.all(
      Array.from({ length: threads }, (_, index) => {
        const workerData = { buffer: set.buffer, module, index, threads };
        const worker = new Worker(program, { eval: true, workerData });
        return new Promise<[number, number, number][]>((resolve, reject) => {
          worker.on('message', resolve);
          worker.on('error', reject);
        });
      }),
    );
    const places = new Map<number, number>();
    for (const [key, place] of claims.flat()) {
      expect(places.get(key) ?? place).toBe(place);
      places.set(key, place);
    }
    expect(places.size).toBe(30_000);
    expect(new Set(places.values()).size).toBe(30_000);
    expect([...places.values()].every((place) => set.owner(place) === 0)).toBe(true);
    // Whoever brought rank 0 was told so, and nobody else.
    expect(claims.flat().filter(([, , rank]) => rank === 0)).toHaveLength(30_000);
  });
});
