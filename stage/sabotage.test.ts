import { describe, expect, it } from 'vitest';
import { expectedOf } from './verdict/expected.ts';
import { judge } from './verdict/judge.ts';
import type { Deviation, FaultKind } from './deviation.ts';
import type { RunResult } from './run-result.ts';
import { run } from './run.ts';
import { prepared } from './testing/prepared.ts';
import { ClusterWorld } from './world/cluster-world.ts';
import { prepareCluster } from './world/prepared-cluster.ts';

/** A program, and a trial in which it runs twice, at brokers of which one safety mechanism may be taken away. */
const files = (main: string, protocol: object): Readonly<Record<string, string>> => ({
  'program.ts': `
    import { Kafka } from 'kafkajs';
    export async function main(insert: (...args: unknown[]) => Promise<void>, slot: number) {
      const kafka = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] });
      const consumer = kafka.consumer({ groupId: 'orders' });
      ${main}
    }
  `,
  'x.trial.ts': `
    import { tryCode } from 'kafka-trial/code';
    export default tryCode({
      cluster: { protocol: ${JSON.stringify(protocol)} },
      topics: { orders: {}, invoices: {} },
      input: { topic: 'orders' },
      processes: 2,
      start: async (env) => (await import("./program.ts")).main(env.effect('db.insert'), env.slot),
    });
  `,
});

/** At most once: the offset is committed, and that awaited, before anything is done. */
const COMMITS_FIRST = `
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
      await insert(String(message.value));
    },
  });
`;

/** Exactly once: output and offset in one transaction. */
const TRANSACTIONS = `
  const producer = kafka.producer({ transactionalId: 'orders-' + slot, maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      const transaction = await producer.transaction();
      try {
        await transaction.send({ topic: 'invoices', messages: [{ value: message.value }] });
        const offset = String(Number(message.offset) + 1);
        await transaction.sendOffsets({ consumerGroupId: 'orders', topics: [{ topic, partitions: [{ partition, offset }] }] });
        await transaction.commit();
      } catch (error) {
        await transaction.abort();
        throw error;
      }
    },
  });
`;

const stageOf = async (main: string, protocol: object) => {
  const program = await prepared(files(main, protocol));
  const cluster = prepareCluster(program.trial);
  return (deviations: readonly Deviation[] = []) => run(program, new ClusterWorld(cluster), 'a', deviations);
};

/** Whether a record comes to two outcomes by a single fault, at the first moment at which it does without the mechanism. */
async function duplicates(main: string, sabotage: object, kind: FaultKind) {
  const [broken, whole] = [await stageOf(main, sabotage), await stageOf(main, {})];
  const base = await broken();
  const isDuplicate = ({ ledger }: RunResult): boolean =>
    judge(ledger, expectedOf(base.ledger)).some((anomaly) => anomaly.kind === 'duplicate');
  for (const { at, faults } of base.points) {
    for (const fault of faults.filter((one) => one.kind === kind)) {
      if (!isDuplicate(await broken([{ at, fault }]))) continue;
      return { without: true, with: isDuplicate(await whole([{ at, fault }])) };
    }
  }
  return { without: false };
}

describe('a mechanism that is taken away from the machine shows up in code that is right', () => {
  it('generation fencing: a member that the group has gone on without commits, and works on', async () => {
    const found = await duplicates(COMMITS_FIRST, { generationFencing: false }, 'consumer.stall');
    expect(found).toEqual({ without: true, with: false });
  });

  it('sequence numbers: a batch whose answer is lost is written again', async () => {
    const found = await duplicates(TRANSACTIONS, { sequenceDeduplication: false }, 'response.lost');
    expect(found).toEqual({ without: true, with: false });
  });
});
