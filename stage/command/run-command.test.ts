import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deviation, Fault } from '../deviation.ts';
import type { CommandFacts } from '../thread/trial-facts.ts';
import { RunAborted } from '../run-aborted.ts';
import type { RunResult } from '../run-result.ts';
import { localHost } from '../testing/local-host.ts';
import { expectedOf } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';
import { prepareCluster } from '../world/prepared-cluster.ts';
import { runCommand } from './run-command.ts';

/** A program that is a process of its own: here kafkajs under Node, as it is there wherever the suite is. */

const CONSUMER = `
  const { Kafka, logLevel } = require(${JSON.stringify(createRequire(import.meta.url).resolve('kafkajs'))});
  const consumer = new Kafka({ brokers: process.env.BROKERS.split(','), logLevel: logLevel.NOTHING })
    .consumer({ groupId: 'shop', maxWaitTimeInMs: 100, heartbeatInterval: 200 });
  const commit = (topic, partition, { offset }) =>
    consumer.commitOffsets([{ topic, partition, offset: String(Number(offset) + 1) }]);
  (async () => {
    await consumer.connect();
    await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachMessage: async ({ topic, partition, message }) => {
      await commit(topic, partition, message);
      await fetch(process.env.SHOP + '/orders/' + message.value, { method: 'PUT', body: message.value });
    } });
  })();
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-command-'));
  await writeFile(join(folder, 'consumer.cjs'), CONSUMER);
});
afterAll(() => rm(folder, { recursive: true }));

const TRIAL: CommandFacts = {
  command: [process.execPath, 'consumer.cjs'],
  env: { BROKERS: '{bootstrap}', SHOP: '{outside}' },
  topics: { orders: {} },
  inputs: [],
  restMs: 5000,
};

async function ran(
  more: Partial<CommandFacts>,
  deviations: readonly Deviation[] = [],
  signal = new AbortController().signal,
): Promise<RunResult> {
  const trial = { ...TRIAL, ...more };
  const cluster = prepareCluster({ topics: trial.topics, input: { topic: 'orders' } }, 2);
  const plan = { name: 'x.trial.ts', folder, trial, cluster, host: await localHost(), signal };
  return runCommand(plan, { seed: 's', deviations });
}

// Each waits most of its time for a process.
describe.concurrent('a command', () => {
  it('has its requests and effects as moments, known again by name, at which it may be killed', async () => {
    const base = await ran({});
    const expected = expectedOf(base.ledger);
    expect([...expected.outcomes.keys()]).toEqual(['PUT /orders']);
    expect(judge(base.ledger, expected)).toEqual([]);
    expect(base.software).toBeUndefined();
    const committed = base.points.filter(({ kind, what }) => kind === 'response' && what === 'OffsetCommit orders');
    expect(committed.map(({ name }) => name)).toEqual([
      'response OffsetCommit orders 0/0 #1',
      'response OffsetCommit orders 0/0 #2',
    ]);
    const { at, name } = committed[1];
    const fault: Fault = { kind: 'consumer.crash' };
    const { ledger, ignored } = await ran({}, [{ at, name, fault }]);
    expect(ignored).toEqual([]);
    expect(ledger.lives.map(({ end }) => end)).toEqual(['crashed', 'alive']);
    expect(judge(ledger, expected)).toMatchObject([{ kind: 'loss', record: 'record-002' }]);
  }, 60_000);

  it('may end with a call that is late, once its client has committed by its clock', async () => {
    const text = CONSUMER.replace(
      'await commit(topic, partition, message);',
      'setTimeout(commit, 1500, topic, partition, message);',
    ).replace('await fetch', 'void fetch');
    const command = [process.execPath, '-e', text];
    const { ledger: calm } = await ran({ command });
    const late: Deviation = { at: 0, name: 'effect PUT /orders 0/0 #1', fault: { kind: 'effect.late' } };
    const end: Deviation = { at: 0, name: 'effect PUT /orders, late 0/0 #1', fault: { kind: 'consumer.crash' } };
    const { ledger, ignored } = await ran({ command }, [late, end]);
    expect(ignored).toEqual([]);
    expect(judge(ledger, expectedOf(calm))).toMatchObject([{ kind: 'loss' }]);
  }, 60_000);

  it('is not at rest while a process of it has done nothing yet since it started', async () => {
    const put = `fetch(process.env.SHOP + '/orders/1', { method: 'PUT', body: 'record-001' })`;
    const command = [process.execPath, '-e', `setTimeout(() => ${put}, 1500); setInterval(() => {}, 1000)`];
    const never: Deviation = { at: 0, name: 'request Fetch orders 0/0 #1', fault: { kind: 'consumer.crash' } };
    const { ledger } = await ran({ command, restMs: 400 }, [never]);
    expect(ledger.outcomes).toMatchObject([{ what: 'PUT /orders', records: ['record-001'] }]);
  }, 60_000);

  it('is refused in words where it is not there, ends at once, or never comes', async () => {
    const refusal = (command: readonly string[], restMs = 200) =>
      ran({ command, restMs }).catch((error: unknown) => error);
    expect(await refusal(['no-such-program'])).toMatchObject({
      message: expect.stringContaining('x.trial.ts: command: no-such-program cannot be started: ENOENT'),
    });
    expect(await refusal(['sh', '-c', 'echo no module >&2; exit 3'])).toMatchObject({
      message: expect.stringContaining('no process of it has come to the brokers, and ended with 3: no module'),
    });
    expect(await refusal(['sleep', '60'])).toMatchObject({
      problems: [{ wayOut: expect.stringContaining('{bootstrap}') }],
    });
    const silent = `require('net').connect({ port: process.env.BROKERS.split(':')[1] }); console.error('no such mechanism')`;
    expect(await refusal([process.execPath, '-e', silent], 3000)).toMatchObject({
      message: expect.stringMatching(/neither asked for records nor sent any; the last .* is no such mechanism/),
      problems: [{ wayOut: expect.stringContaining('groups are classic') }],
    });
    // ListOffsets in version 0, as nobody asks Kafka 4.
    const old = `require('net').connect({ port: process.env.BROKERS.split(':')[1] }).on('error', () => {})
      .write(Buffer.from('0000000a0002000000000001ffff', 'hex'))`;
    expect(await refusal([process.execPath, '-e', `${old}; setInterval(() => {}, 1000)`], 1000)).toMatchObject({
      message: expect.stringContaining('ListOffsets in version 0, where 1 to 11 are known'),
      problems: [{ wayOut: expect.stringContaining('a newer version of the client library') }],
    });
  }, 60_000);

  it('is ended in the middle of a run when nobody wants to know any more', async () => {
    const signal = AbortSignal.timeout(50);
    await expect(ran({ command: ['sleep', '60'] }, [], signal)).rejects.toBeInstanceOf(RunAborted);
  }, 60_000);
});
