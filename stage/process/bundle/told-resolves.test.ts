import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { ClusterWorld } from '../../world/cluster-world.ts';
import { prepareCluster } from '../../world/prepared-cluster.ts';

it('which line resolves an offset of kafkajs is known, with the records for which a call is under way', async () => {
  const program = await prepared({
    'consumer.ts': `
import { Kafka } from 'kafkajs';
export async function main(insert: (row: string) => Promise<void>) {
  const consumer = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] }).consumer({ groupId: 'orders' });
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  await consumer.run({
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset }) => {
      for (const { offset, value } of batch.messages) {
        const saved = insert(String(value));
        resolveOffset(offset);
        await saved;
      }
    },
  });
}`,
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      import { main } from './consumer.ts';
      export default tryCode({ input: { topic: 'orders' }, start: async ({ effect }) => main(effect('insert')) });
    `,
  });
  const world = (): ClusterWorld => new ClusterWorld(prepareCluster(program.trial));
  const { ledger, digest } = await run(program, world(), 'a', [], { lines: true });
  expect(ledger.resolved?.map(({ offset, underWay, line }) => [offset, underWay, line?.line])).toEqual([
    [1, ['record-001'], 12],
    [2, ['record-002'], 12],
  ]);
  const unseen = await run(program, world(), 'a');
  expect([unseen.ledger.resolved, unseen.digest]).toEqual([undefined, digest]);
});

it('when a handler of kafkajs has come to its end is known, with the line at which it hands its record on', async () => {
  const program = await prepared({
    'consumer.ts': `
import { Kafka } from 'kafkajs';
const queue: string[] = [];
export async function main(insert: (row: string) => Promise<void>) {
  const consumer = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] }).consumer({ groupId: 'orders' });
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  setInterval(() => queue.splice(0).forEach((row) => void insert(row)), 1000);
  await consumer.run({
    eachMessage: async ({ message }) => {
      queue.push(String(message.value));
    },
  });
}`,
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      import { main } from './consumer.ts';
      export default tryCode({ input: { topic: 'orders' }, start: async ({ effect }) => main(effect('insert')) });
    `,
  });
  const world = (): ClusterWorld => new ClusterWorld(prepareCluster(program.trial));
  const { ledger, digest } = await run(program, world(), 'a', [], { lines: true });
  expect(ledger.handled?.map(({ offset, line }) => [offset, line?.line])).toEqual([
    [1, 11],
    [2, 11],
  ]);
  const unseen = await run(program, world(), 'a');
  expect([unseen.ledger.handled, unseen.digest]).toEqual([undefined, digest]);
});
