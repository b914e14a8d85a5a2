import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster, type ClusterOptions } from './cluster.ts';
import { startOf } from './run/process-identity.ts';
import { Supervisor } from './run/supervisor.ts';
import { compiled } from './testing/compiled.ts';
import { fakeProgram } from './testing/fake-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'cluster-test-'));
const runs = join(folder, 'runs');
let program = '';
let java = '';

beforeAll(async () => {
  mkdirSync(runs);
  program = await compiled('conformance/lab/run/supervisor-program.ts', folder);
  const fake = await compiled('conformance/lab/testing/fake-java.ts', folder);
  java = fakeProgram(join(folder, 'java'), `exec "${process.execPath}" "${fake}" "$@"`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const jars = { version: '4.3.1', classpath: ['/jars/kafka.jar'], logging: 'log4j2' } as const;

/** A cluster of two data brokers, whose ports are away from where commands look for theirs. */
async function clusterOf(options: Partial<ClusterOptions> = {}): Promise<Cluster> {
  const supervisor = await Supervisor.start(program, runs);
  return Cluster.prepare({
    jars,
    java,
    brokers: 2,
    features: {},
    broker: {},
    basePort: 30_000,
    direct: /./,
    supervisor,
    ...options,
  });
}

async function withCluster(options: Partial<ClusterOptions>, use: (cluster: Cluster) => Promise<void>): Promise<void> {
  const cluster = await clusterOf(options);
  try {
    await use(cluster);
  } finally {
    await cluster.close();
    await cluster.supervisor.end();
  }
}

describe('a cluster', () => {
  it('starts all nodes; one of them is killed, started again, stopped and resumed', async () => {
    await withCluster({}, async (cluster) => {
      await cluster.start();
      expect([0, 1, 100].map((node) => cluster.isUp(node))).toEqual([true, true, true]);
      const pid = cluster.pidOf(0);
      await cluster.kill(0);
      expect([cluster.isUp(0), startOf(pid)]).toEqual([false, undefined]);
      expect(() => cluster.pidOf(0)).toThrow('broker 0 is not running');
      await cluster.restart(0);
      await cluster.listening(0);
      cluster.suspend(0);
      cluster.resume(0);
      expect(cluster.isStopping(0)).toBe(false);
      cluster.terminate(0);
      expect(cluster.isStopping(0)).toBe(true);
      await cluster.exited(0);
      expect([cluster.isUp(0), cluster.isStopping(0)]).toEqual([false, false]);
      expect(readFileSync(cluster.outputOf(0), 'utf8')).toBe('node 0 is now STARTING\n'.repeat(2));
    });
  });

  it('leaves nothing when it is closed, stopped nodes included', async () => {
    const cluster = await clusterOf();
    await cluster.start();
    const pids = [0, 1, 100].map((node) => cluster.pidOf(node));
    cluster.suspend(1);
    await cluster.close();
    expect(pids.map(startOf)).toEqual([undefined, undefined, undefined]);
    expect(existsSync(cluster.directory)).toBe(false);
    await cluster.supervisor.end();
    expect(readdirSync(runs)).toEqual([]);
  });

  it('tells of a node that somebody else has killed, and not of one that it was asked to kill', async () => {
    await withCluster({}, async (cluster) => {
      await cluster.start();
      await cluster.kill(1);
      const waiting = cluster.losses.guard(new Promise(() => {}));
      process.kill(cluster.pidOf(0), 'SIGKILL');
      await expect(waiting).rejects.toThrow('broker 0 is not running:\nnode 0 is now STARTING');
    });
  });

  it('whose node ends as it starts is a failure of the harness, told with the end of its log', async () => {
    await withCluster({ home: { 'fake.fails': 'true' } }, async (cluster) => {
      await expect(cluster.start()).rejects.toThrow(/^the home node is not running:[^]*ERROR the disk is full$/);
    });
  });

  it('advertises every listener at a port other than its own, where proxies are to be', async () => {
    await withCluster({ direct: undefined }, async (cluster) => {
      const names = cluster.listeners.map(({ name }) => name);
      expect(names.join(' ')).toBe('external-0 internal-0 external-1 internal-1 external-100 internal-100 controller');
      const ports = cluster.listeners.flatMap(({ advertised, real }) => [advertised, real]);
      expect(new Set(ports).size).toBe(14);
      expect(cluster.realPort('controller')).toBe(cluster.listeners[6].real);
    });
  });
});
