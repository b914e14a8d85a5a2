import { expect, test } from 'vitest';
import { NO_REDUCTIONS } from '../reductions/reduced.ts';
import { verify } from './verify.ts';

test('a hole that a client library makes is closed by a client without that bug', async () => {
  const { guarantees } = await verify(
    {
      cluster: { brokers: 1 },
      consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
      application: { commit: 'after-processing' },
      faults: { rebalance: 1 },
      scope: { records: 1, members: 1 },
      client: { flushesQueueOnRebalance: false },
    },
    { method: 'exhaustive', reductions: NO_REDUCTIONS },
  );
  const found = guarantees.filter(({ verdict }) => verdict === 'violated');
  expect(found.map(({ id, remedy }) => [id, remedy])).toEqual([
    ['no-duplicates', { change: 'client.flushesQueueOnRebalance=true', verified: 'holds' }],
  ]);
});
