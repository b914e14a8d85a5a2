import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { ClusterWorld } from '../../world/cluster-world.ts';
import { prepareCluster } from '../../world/prepared-cluster.ts';

it('a request that kafkajs writes when the answer to another one comes is the line’s that asked for it', async () => {
  const program = await prepared({
    'producer.ts': `
import { Kafka } from 'kafkajs';
export async function main() {
  const producer = new Kafka({ clientId: 'shop', brokers: ['kafka:9092'] }).producer({ maxInFlightRequests: 1 });
  await producer.connect();
  await producer.send({ topic: 'orders', messages: [{ value: 'none' }] });
  producer.send({ topic: 'orders', messages: [{ value: 'one' }] });
  producer.send({ topic: 'orders', messages: [{ value: 'two' }] });
}`,
    'x.trial.ts': `
      import { tryCode } from 'kafka-trial/code';
      import { main } from './producer.ts';
      export default tryCode({ topics: { orders: {} }, input: [], start: main });
    `,
  });
  const world = (): ClusterWorld => new ClusterWorld(prepareCluster(program.trial));
  const { points, digest } = await run(program, world(), 'a', [], { lines: true });
  const sends = points.filter(({ kind, what }) => kind === 'request' && what === 'Produce');
  // The second may overtake the first, while that one looks the topic up.
  expect(new Set(sends.map(({ line }) => line?.line))).toEqual(new Set([6, 7, 8]));
  expect((await run(program, world(), 'a')).digest).toBe(digest);
});
