import { beforeAll, describe, expect, it } from 'vitest';
import type { DecisionPoint } from './decision-point.ts';
import type { Deviation } from './deviation.ts';
import { singlesOf } from './search/singles.ts';
import { expectedOf } from './verdict/expected.ts';
import { judge } from './verdict/judge.ts';
import type { Prepared } from './process/prepare.ts';
import type { RunResult } from './run-result.ts';
import { run, type RunOptions } from './run.ts';
import { prepared } from './testing/prepared.ts';
import type { Input } from './trial.ts';
import { ClusterWorld } from './world/cluster-world.ts';
import { clusterFor, type PreparedCluster, prepareCluster } from './world/prepared-cluster.ts';

/** kafkajs as it is on npm, in a loop of the user's: `handler` is what `consumer.run` is given. */
const consumerOf = (handler: string): Readonly<Record<string, string>> => ({
  'consumer.ts': `
    import { Kafka, type Message } from 'kafkajs';
    export async function main(db: Record<string, (...args: unknown[]) => Promise<void>>) {
      const kafka = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] });
      const consumer = kafka.consumer({ groupId: 'orders' });
      await consumer.connect();
      await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
      await consumer.run(${handler});
    }
  `,
  'x.trial.ts': `
    import { tryCode } from 'kafka-trial/code';
    export default tryCode({
      topics: { orders: {} },
      input: { topic: 'orders' },
      start: async (env) => (await import("./consumer.ts")).main({
        insert: env.effect('db.insert'),
        upsert: env.effect('db.upsert', { key: 0 }),
      }),
    });
  `,
});

const AWAITED =
  '{ eachMessage: async ({ message }) => { await db.upsert(String(message.key), String(message.value)); } }';
const NOT_AWAITED = '{ eachMessage: async ({ message }) => { db.insert(String(message.value)); } }';
/** It sends what it reads on, and does not wait. */
const FORWARDING = {
  'consumer.ts': `
    import { Kafka } from 'kafkajs';
    export async function main() {
      const kafka = new Kafka({ clientId: 'billing', brokers: ['kafka:9092'] });
      const [consumer, producer] = [kafka.consumer({ groupId: 'billing' }), kafka.producer()];
      await producer.connect();
      await consumer.connect();
      await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
      await consumer.run({
        eachMessage: async ({ message: { value } }) => {
          producer.send({ topic: 'invoices', messages: [{ value }] }).catch(() => {});
        },
      });
    }
  `,
  'x.trial.ts': `
    import { tryCode } from 'kafka-trial/code';
    import { main } from './consumer.ts';
    export default tryCode({ start: main, topics: { orders: {}, invoices: {} }, input: { topic: 'orders' } });
  `,
};
const RESOLVED_FIRST = `{
  autoCommitThreshold: 1,
  eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary }) => {
    for (const message of batch.messages) {
      resolveOffset(message.offset);
      await commitOffsetsIfNecessary();
      await db.insert(String(message.value));
    }
  },
}`;

/** It writes two at a time; kafkajs commits whatever the handler has had. */
const GATHERED = `{
  eachBatch: async ({ batch }) => {
    const rows = (globalThis.rows ??= []);
    rows.push(...batch.messages.map((message) => String(message.value)));
    if (rows.length >= 2) await db.insert(rows.splice(0));
  },
}`;

interface OnStage {
  readonly program: Prepared;
  readonly cluster: PreparedCluster;
}
const onStage = async (handler: string): Promise<OnStage> => {
  const program = await prepared(consumerOf(handler));
  return { program, cluster: prepareCluster(program.trial) };
};
const play = (
  { program, cluster }: OnStage,
  seed: string,
  deviations: readonly Deviation[] = [],
  options: RunOptions = {},
): Promise<RunResult> => run(program, new ClusterWorld(cluster), seed, deviations, options);

/** The kinds of anomalies, where the process crashes at one of these moments after the other. */
async function crashes(stage: OnStage, moments: (point: DecisionPoint) => boolean): Promise<readonly string[]> {
  const base = await play(stage, 'a');
  const found: string[] = [];
  for (const { at } of base.points.filter(moments)) {
    const { ledger } = await play(stage, 'a', [{ at, fault: { kind: 'consumer.crash' } }]);
    found.push(...judge(ledger, expectedOf(base.ledger)).map(({ kind }) => kind));
  }
  return found;
}

describe('kafkajs on the stage', () => {
  let right: OnStage;
  let wrong: OnStage;
  beforeAll(async () => {
    [right, wrong] = [await onStage(AWAITED), await onStage(RESOLVED_FIRST)];
  });

  it('is sent the records though it begins at the end, where its group has read the topic before, or they come after its start', async () => {
    const files = consumerOf(AWAITED);
    const latest = files['consumer.ts'].replace(', fromBeginning: true', '');
    const program = await prepared({ ...files, 'consumer.ts': latest });
    const outcomesOf = async (input: Partial<Input>) => {
      const cluster = prepareCluster({ ...program.trial, input: { topic: 'orders', ...input } });
      return (await play({ program, cluster }, 'seed')).ledger.outcomes.map(({ records, state }) => [
        ...records,
        state,
      ]);
    };
    const both = [
      ['record-001', 'done'],
      ['record-002', 'done'],
    ];
    expect(await outcomesOf({})).toEqual([]);
    expect(await outcomesOf({ readBy: ['orders'] })).toEqual(both);
    expect(await outcomesOf({ afterStart: true })).toEqual(both);
  });

  it('consumes the input, commits it, and comes to rest', async () => {
    const { ledger } = await play(right, 'a');
    expect(ledger.outcomes.map(({ what, records }) => `${what} ${records.join()}`)).toEqual([
      'db.upsert record-001',
      'db.upsert record-002',
    ]);
    expect(ledger.commits.map(({ group, offset }) => `${group} ${offset}`)).toEqual(['orders 2']);
    expect(ledger).toMatchObject({ atRest: true, lives: [{ end: 'alive' }] });
  });

  it('runs the same for the same seed', async () => {
    const digests = new Set<string>();
    for (let seed = 0; seed < 10; seed++) {
      const [first, again] = [await play(right, `${seed}`), await play(right, `${seed}`)];
      expect(again.digest).toBe(first.digest);
      digests.add(first.digest);
    }
    expect(digests.size).toBe(10);
  });

  it('knows the line at which a commit was asked for, and runs the same when nobody looks', async () => {
    const { program, cluster } = wrong;
    const looked = await run(program, new ClusterWorld(cluster), 'a', [], { lines: true });
    expect(looked.ledger.commits.map(({ line }) => line?.file)).toEqual(['consumer.ts', 'consumer.ts']);
    expect((await play(wrong, 'a')).digest).toBe(looked.digest);
  });

  it('has committed what a handler gathers before it is written, where records come one by one', async () => {
    const together = await onStage(GATHERED);
    const apart = { ...together, cluster: clusterFor({ oneByOne: true }, together.cluster) };
    const said = async (stage: OnStage) =>
      (await play(stage, 'a')).trace.flatMap(({ text }) => /^is sent (.*) of/.exec(text)?.[1] ?? []);
    expect([await said(together), await said(apart)]).toEqual([
      ['record-001, record-002'],
      ['record-001', 'record-002'],
    ]);
    const asItCommits = ({ what, kind }: DecisionPoint): boolean => what === 'OffsetCommit' && kind === 'response';
    expect(await crashes(together, asItCommits)).toEqual([]);
    expect(await crashes(apart, asItCommits)).toContain('loss');
  });

  it('is sent more while it writes, where records come with pauses: what it commits may be what it has seen by then', async () => {
    const SEEN = `{ autoCommit: false, eachMessage: async ({ message }) => {
      db.offset = Number(message.offset) + 1;
      const row = String(message.value);
      setTimeout(async () => {
        await db.insert(row);
        await consumer.commitOffsets([{ topic: 'orders', partition: 0, offset: String(db.offset) }]);
      }, 500);
    } }`;
    const together = await onStage(SEEN);
    const clusterOf = (paused: boolean): PreparedCluster => clusterFor({ oneByOne: true, paused }, together.cluster);
    const apart = { ...together, cluster: clusterOf(false) };
    const paused = { ...together, cluster: clusterOf(true) };
    const first = async (stage: OnStage): Promise<readonly string[]> =>
      (await play(stage, 'a', [], { isSlow: true })).trace.flatMap(
        ({ text }) => /^(?:is sent|calls|commits offset) .*/.exec(text)?.[0] ?? [],
      );
    expect((await first(apart)).slice(0, 3)).toEqual([
      'is sent record-001 of orders/0',
      'is sent record-002 of orders/0',
      'calls db.insert (record-001)',
    ]);
    expect((await first(paused)).slice(0, 4)).toEqual([
      'is sent record-001 of orders/0',
      'calls db.insert (record-001)',
      'is sent record-002 of orders/0',
      'commits offset 2 of orders/0 for group orders',
    ]);
  });

  it('is sent the next record after a pause, where it writes nothing', async () => {
    const BOTH = `{ autoCommit: false, eachMessage: async ({ message }) => {
      db.both = [...(db.both ?? []), String(message.value)];
      if (db.both.length === 2) await db.insert(db.both.join());
    } }`;
    const together = await onStage(BOTH);
    const paused = { ...together, cluster: clusterFor({ oneByOne: true, paused: true }, together.cluster) };
    const { trace } = await play(paused, 'a');
    const [first, second] = trace.filter(({ text }) => text.startsWith('is sent')).map(({ time }) => time);
    expect(second - first).toBeGreaterThan(6000);
    expect(trace.map(({ text }) => text)).toContain('calls db.insert (record-001, record-002)');
  });

  it('may be silent for longer than a pause behind what it wrote, which had ended that pause', async () => {
    const SILENT = `{ eachMessage: async ({ message }) => {
      await db.insert(String(message.value));
      await new Promise((resolve) => setTimeout(resolve, 20_000));
    } }`;
    const together = await onStage(SILENT);
    const paused = { ...together, cluster: clusterFor({ oneByOne: true, paused: true }, together.cluster) };
    const { ledger } = await play(paused, 'a');
    expect(ledger.outcomes.map(({ records }) => records.join())).toEqual(['record-001', 'record-002']);
  });

  it('is sent other batches when it has started again than those that it has read one by one', async () => {
    const NAMED = `{ autoCommit: false, eachBatch: async ({ batch }) => {
      const values = batch.messages.map(({ value }) => String(value));
      await db.upsert(batch.firstOffset() + '-' + batch.lastOffset(), values);
      const offset = String(Number(batch.lastOffset()) + 1);
      await consumer.commitOffsets([{ topic: 'orders', partition: 0, offset }]);
    } }`;
    const together = await onStage(NAMED);
    const apart = { ...together, cluster: clusterFor({ oneByOne: true }, together.cluster) };
    const asItCommits = ({ what, kind }: DecisionPoint): boolean => what === 'OffsetCommit' && kind === 'request';
    expect(await crashes(together, asItCommits)).toEqual([]);
    expect(await crashes(apart, asItCommits)).toContain('duplicate');
  });

  it('has committed what nobody waits for before it takes place, where the world outside is slow: whatever the seed', async () => {
    const stage = await onStage(NOT_AWAITED);
    for (const seed of ['a', 'b', 'c', 'd']) {
      const base = await play(stage, seed, [], { isSlow: true });
      const at = base.points.findIndex(({ what, kind }) => what === 'OffsetCommit' && kind === 'response');
      const crash: Deviation = { at, fault: { kind: 'consumer.crash' } };
      const { ledger } = await play(stage, seed, [crash], { isSlow: true });
      expect(judge(ledger, expectedOf(base.ledger)).map(({ kind }) => kind)).toContain('loss');
    }
  });

  it('has committed past a send that nobody waits for before it is in the log, where sends take longer: whatever the seed', async () => {
    const program = await prepared(FORWARDING);
    const stage = { program, cluster: prepareCluster(program.trial) };
    for (const seed of ['a', 'b', 'c', 'd']) {
      const base = await play(stage, seed, [], { isSlow: true });
      const at = base.points.findIndex(({ what, kind }) => what === 'OffsetCommit' && kind === 'response');
      const { ledger } = await play(stage, seed, [{ at, fault: { kind: 'consumer.crash' } }], { isSlow: true });
      expect(judge(ledger, expectedOf(base.ledger)).map(({ kind }) => kind)).toContain('loss');
    }
  });

  it('survives every crash where writes are awaited and have keys', async () => {
    expect(await crashes(right, () => true)).toEqual([]);
  });

  it('comes to the same by two crashes between which nobody else has seen anything', async () => {
    const { points } = await play(wrong, 'a');
    const singles = singlesOf(points, { 'consumer.crash': 1 });
    const equal = singles.flatMap(({ deviation, equal: others }) =>
      others.slice(-1).map((last) => [deviation, last.deviation]),
    );
    expect(equal.length).toBeGreaterThan(10);
    for (const [one, other] of equal) expect(await seenOf(other)).toEqual(await seenOf(one));
  });

  async function seenOf(deviation: Deviation): Promise<unknown> {
    const { outcomes, commits, fetched, lives } = (await play(wrong, 'a', [deviation])).ledger;
    return {
      outcomes: outcomes.map((one) => ({ ...one, at: undefined, calledAfter: undefined })),
      commits: commits.map((one) => ({ ...one, at: undefined })),
      fetched,
      alive: lives.map(({ end }) => end === 'alive'),
    };
  }

  it('loses a record where its offset is committed before the work', async () => {
    const moment = (kind: string, what: string) => (point: DecisionPoint) => point.kind === kind && point.what === what;
    expect(new Set(await crashes(wrong, moment('response', 'OffsetCommit')))).toEqual(new Set(['loss']));
    expect(await crashes(wrong, moment('request', 'OffsetCommit'))).toEqual([]);
  });
});
