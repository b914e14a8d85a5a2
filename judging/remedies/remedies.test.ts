import { describe, expect, test } from 'vitest';
import type { Remedy } from '../../reports/verdict.ts';
import { merged, small } from '../../properties/claims/setups.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { verify } from '../verify.ts';

/** The remedies of a setup of one record and one member that commits by hand after processing, but for what `draft` says. */
async function remediesOf(draft: SetupDraft): Promise<Readonly<Record<string, Remedy | undefined>>> {
  const setup = small(merged({ consumer: { 'enable.auto.commit': false } }, draft));
  const { guarantees } = await verify(setup, { method: 'exhaustive' });
  const violated = guarantees.filter(({ verdict }) => verdict === 'violated');
  return Object.fromEntries(violated.map(({ id, remedy }) => [id, remedy]));
}

describe('V6: a remedy promises no more than was seen', () => {
  test('V6: where the guarantee is violated otherwise it closes this cause, and what is left is named', async () => {
    const { 'no-loss': remedy } = await remediesOf({
      consumer: { 'auto.offset.reset': 'latest' },
      faults: { 'records.deleted': 1 },
    });
    expect(remedy).toEqual({
      setup: expect.objectContaining({ faults: expect.objectContaining({ 'records.deleted': 1 }) }),
      change: 'auto.offset.reset=earliest',
      edit: { consumer: { 'auto.offset.reset': 'earliest' } },
      verified: 'violated',
      closes: 'cause',
      remains: ['deleted by retention before it was read'],
    });
  });

  test('V6: where the guarantee then holds in the setup’s own scope it is verified', async () => {
    const { 'no-loss': remedy } = await remediesOf({ consumer: { 'auto.offset.reset': 'latest' } });
    expect(remedy).toMatchObject({
      change: 'auto.offset.reset=earliest',
      verified: 'holds',
      closes: 'guarantee',
    });
  });

  test('V6: a bug of a library is mended by a version or another library, and by no switch that nobody has', async () => {
    const { 'no-duplicates': remedy } = await remediesOf({
      faults: { rebalance: 1 },
      client: { flushesQueueOnRebalance: false },
    });
    expect(remedy).toMatchObject({ verified: 'holds', closes: 'guarantee' });
    expect(remedy?.change).toBe(
      'a library version with the fix: librdkafka’s consume_batch ≥ 1.7.0; open in kafka-go, #1398',
    );
  });

  test('V6: a change that closes the whole guarantee comes before one that closes a cause', async () => {
    const { 'no-duplicates': remedy } = await remediesOf({
      faults: { 'consumer.crash': 1, 'response.lost': 1 },
      kafka: '2.8',
    });
    expect(remedy).toMatchObject({ closes: 'guarantee' });
  });
});

describe('whose a transactional id is', () => {
  const writers = {
    producer: { 'transactional.id': 'orders' },
    consumer: { 'isolation.level': 'read_committed' },
    scope: { producers: 2, attempts: 1 },
  } as const;

  test('live producers that share one are given one each', async () => {
    const { progress: remedy } = await remediesOf({ ...writers, application: { 'transactional.ids': 'shared' } });
    expect(remedy).toMatchObject({
      edit: { application: { 'transactional.ids': 'per-member' } },
      verified: 'holds',
      closes: 'guarantee',
    });
  });
});
