import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { ClusterWorld } from '../../world/cluster-world.ts';
import { prepareCluster } from '../../world/prepared-cluster.ts';
import { SameAgain } from './same-again.ts';
import type { Wire } from './wire.ts';

/** An answer with this in it; its number is another each time. */
const answer = (id: number, records: string): Buffer => Buffer.from(`len ${String(id).padStart(4)}${records}`);

it('who reads the same records over and over is given them a second apart, after ten times', () => {
  const again = new SameAgain();
  const wire = {} as Wire;
  const times = Array.from({ length: 11 }, (_, index) => again.longerMs(wire, answer(index, 'r0'), index * 20));
  expect(times).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 980]);
  expect(again.longerMs(wire, answer(11, 'r0'), 1180 + 20)).toBe(980);
});

it('other records come at once, and so does what comes again later, and what another connection is given', () => {
  const again = new SameAgain();
  const [wire, other] = [{} as Wire, {} as Wire];
  for (let index = 0; index < 20; index += 1) again.longerMs(wire, answer(index, 'r0'), index);
  expect(again.longerMs(other, answer(20, 'r0'), 20)).toBe(0);
  expect(again.longerMs(wire, answer(20, 'r0 r1'), 20)).toBe(0);
  for (let index = 0; index < 20; index += 1) again.longerMs(wire, answer(index, 'r0'), 20 + index);
  expect(again.longerMs(wire, answer(41, 'r0'), 60_000)).toBe(0);
});

it('a consumer that resolves no offset comes to rest a minute later, and not after thousands of rounds', async () => {
  const program = await prepared({
    'x.trial.ts': `
      import { Kafka } from 'kafkajs';
      export default {
        start: async ({ effect }) => {
          const insert = effect('insert');
          const consumer = new Kafka({ brokers: ['kafka:9092'] }).consumer({ groupId: 'shop' });
          await consumer.connect();
          await consumer.subscribe({ topic: 'orders', fromBeginning: true });
          await consumer.run({
            eachBatchAutoResolve: false,
            eachBatch: async ({ batch }) => {
              for (const { value } of batch.messages) await insert(String(value));
            },
          });
        },
        input: { topic: 'orders', records: 1 },
      };
    `,
  });
  const { ledger } = await run(program, new ClusterWorld(prepareCluster(program.trial)), 'seed');
  expect(ledger.atRest).toBe(true);
  expect(ledger.outcomes.length).toBeGreaterThan(20);
  expect(ledger.outcomes.length).toBeLessThan(70);
});
