import { expect, test } from 'vitest';
import { setupInput } from '../setups/input.ts';
import { resolveSetup } from '../setups/resolve.ts';
import { fakeIo } from '../cli/testing/fake.ts';
import { limitsOf } from '../cli/search-options.ts';
import { engine } from './engine.ts';

const limits = limitsOf({ workers: 1 }, fakeIo(), { aborted: false });

test('a hole that a client library makes is closed by a client without that bug', async () => {
  const resolution = resolveSetup(
    setupInput({
      cluster: { brokers: 1 },
      consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
      application: { commit: 'after-processing' },
      faults: { rebalance: 1 },
      scope: { records: 1, members: 1 },
      client: { flushesQueueOnRebalance: false },
    }),
  );
  const { guarantees } = await engine.judge(resolution, {
    method: 'exhaustive',
    seed: 'remedy',
    name: 'kafka-go',
    limits,
  });
  const found = guarantees.filter(({ verdict }) => verdict === 'violated');
  expect(found.map(({ id, remedy }) => [id, remedy])).toEqual([
    ['no-duplicates', { change: 'client.flushesQueueOnRebalance=true', verified: 'holds' }],
  ]);
});
