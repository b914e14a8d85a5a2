import { assertCode } from 'kafka-trial/code';

const trial = (step) => new URL(`../${step}/orders.trial.ts`, import.meta.url);

test('each order is stored once, whenever the consumer crashes', async () => {
  const { semantics } = await assertCode(trial('upsert'), { workers: 1 });
  expect(semantics).toBe('exactly-once');
}, 60_000);
