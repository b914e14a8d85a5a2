import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { ClusterWorld } from '../../world/cluster-world.ts';
import { prepareCluster } from '../../world/prepared-cluster.ts';

/** An operator's program, by what it asks its admin client in line 5 of its file. */
const asking = (what: string) =>
  prepared({
    'admin.ts': `import { Kafka } from 'kafkajs';
export async function main() {
  const admin = new Kafka({ clientId: 'ops', brokers: ['kafka:9092'] }).admin();
  await admin.connect();
  ${what}
  throw new Error('done');
}`,
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      import { main } from './admin.ts';
      export default tryCode({ topics: { orders: {} }, input: { topic: 'orders' }, start: main });
    `,
  });

// kafkajs deletes records of topics alone that it has asked something of before.
const DELETES =
  "await admin.fetchTopicOffsets('orders'); await admin.deleteTopicRecords({ topic: 'orders', partitions: [{ partition: 0, offset: '1' }] });";

it.each([
  ['DeleteRecords', DELETES],
  ['DeleteRecords', `try { ${DELETES} } catch {}`],
  ['CreatePartitions', "await admin.createPartitions({ topicPartitions: [{ topic: 'orders', count: 2 }] });"],
  ['DescribeConfigs', "await admin.describeConfigs({ resources: [{ type: 2, name: 'orders' }] });"],
])(
  'what Kafka has and the brokers here have not is no failure of Kafka: %s is refused with its line',
  async (api, what) => {
    const program = await asking(what);
    await expect(run(program, new ClusterWorld(prepareCluster(program.trial)), 'seed')).rejects.toMatchObject({
      name: 'UndeclaredError',
      what: `asks the brokers for ${api}, which those of the stage do not have`,
      line: { file: 'admin.ts', line: 5 },
    });
  },
);

it('what both have is answered', async () => {
  const program = await asking("await admin.fetchTopicOffsets('orders');");
  const { ledger } = await run(program, new ClusterWorld(prepareCluster(program.trial)), 'seed');
  expect(ledger.lives[0].reason).toBe('Error: done');
});
