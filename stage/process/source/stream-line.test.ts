import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { ClusterWorld } from '../../world/cluster-world.ts';
import { prepareCluster } from '../../world/prepared-cluster.ts';

it('what a stream of Node’s writes is kept where the program writes into it, and not in the function by which it writes', async () => {
  const program = await prepared({
    'consumer.ts': `
import { Writable } from 'node:stream';
import { Kafka } from 'kafkajs';
export async function main(insert: (row: string) => Promise<void>) {
  const sink = new Writable({ objectMode: true, write: (row, _encoding, done) => {
    insert(row).then(() => done(), done);
  } });
  const consumer = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] }).consumer({ groupId: 'orders' });
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const { value } of batch.messages) sink.write(String(value));
    },
  });
}`,
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      import { main } from './consumer.ts';
      export default tryCode({ input: { topic: 'orders', records: 3 }, start: ({ effect }) => main(effect('insert')) });
    `,
  });
  const world = new ClusterWorld(prepareCluster(program.trial));
  const { ledger } = await run(program, world, 'a', [], { lines: true });
  expect(ledger.outcomes.map(({ line, kept }) => [line?.line, kept?.line].join())).toEqual(['6,13', '6,13', '6,13']);
});
