import { assertCode, CodeAssertionError } from 'kafka-trial/code';

const trial = (step) => new URL(`../${step}/orders.trial.ts`, import.meta.url);

test('each order is stored once, whenever the consumer crashes', async () => {
  const { semantics } = await assertCode(trial('upsert'), { workers: 1 });
  expect(semantics).toBe('exactly-once');
}, 60_000);

test('an insert that is not awaited is refused, with the line', async () => {
  const refusal = await assertCode(trial('not-awaited'), { workers: 1 }).catch((error) => error);
  expect(refusal).toBeInstanceOf(CodeAssertionError);
  expect(refusal.message).toMatch(/loss of record .* at consumer\.ts:11/);
}, 60_000);
