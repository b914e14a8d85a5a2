import { expect, it } from 'vitest';
import { run } from '../run.ts';
import { prepared } from '../testing/prepared.ts';
import { quietWorld } from '../testing/quiet-world.ts';
import { ClusterWorld } from '../world/cluster-world.ts';
import { prepareCluster } from '../world/prepared-cluster.ts';
import { withSkips } from './skips.ts';

it('where a program leaves a loop or a function early is known, and how often, in each run anew', async () => {
  const program = await prepared({
    'consumer.ts': `
import { Kafka } from 'kafkajs';
export async function main(insert: (row: string) => Promise<void>) {
  const consumer = new Kafka({ clientId: 'orders', brokers: ['kafka:9092'] }).consumer({ groupId: 'orders' });
  let isStopping = false;
  process.on('SIGTERM', async () => {
    isStopping = true;
    await consumer.disconnect();
  });
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const { value } of batch.messages) {
        if (value === null) continue;
        if (isStopping) break;
        await insert(String(value));
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
  const base = await run(program, world(), 'a');
  const sent = base.points.find(({ what, kind }) => what === 'insert' && kind === 'response');
  const asked = { at: sent?.at ?? 0, fault: { kind: 'terminate' } } as const;
  const skipsIn = async (deviations: Parameters<typeof run>[3]) => {
    const { skips, digest } = await withSkips(program, (anew) => run(anew, world(), 'a', deviations));
    return { times: skips.map(({ line, times }) => [line.line, times]), digest };
  };
  const { digest } = base;
  const calm = {
    times: [
      [15, 0],
      [16, 0],
    ],
    digest,
  };
  expect(await skipsIn([])).toEqual(calm);
  expect((await skipsIn([asked])).times).toEqual([
    [15, 0],
    [16, 1],
  ]);
  expect(await skipsIn([])).toEqual(calm);
});

it('each form in which something is left is counted, and does what it did', async () => {
  const program = await prepared({
    'leaves.ts': `
export function leave(): string {
  const told: unknown[] = [];
  outer: for (const x of [1, 2, 3]) {
    switch (x) {
      case 1:
        continue outer;
      case 2:
        break;
      default:
        break outer;
    }
    told.push(x);
  }
  const half = (x: number) => {
    if (x === 0) return;
    else return x > 1 ? { x, text: 'gone' } : (x);
  };
  return [...told, half(0), half(1), JSON.stringify(half(2))].join();
}`,
    'x.trial.ts': `
      import { leave } from './leaves.ts';
      export default { start: () => { throw new Error(leave()); } };
    `,
  });
  const { ledger, digest } = await run(program, quietWorld(), 'a');
  expect(ledger.lives[0].reason).toBe('Error: 2,,1,{"x":2,"text":"gone"}');
  const counted = await withSkips(program, (anew) => run(anew, quietWorld(), 'a'));
  expect(counted.digest).toBe(digest);
  const lives = ledger.lives.length;
  expect(counted.skips.map(({ line, times, isBare }) => [line.line, times / lives, isBare === true])).toEqual([
    [7, 1, true],
    [9, 1, true],
    [11, 1, true],
    [16, 1, true],
    [17, 2, false],
    [19, 1, false],
  ]);
});
