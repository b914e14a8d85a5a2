import { describe, expect, it, test } from 'vitest';
import type { Remedy } from '../../reports/documents/verdict.ts';
import { merged, small } from '../../properties/claims/setups.ts';
import { type SetupDraft, setupInput } from '../../setups/input.ts';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { ALL_REDUCTIONS } from '../../reductions/reduced.ts';
import { remedyFirstStatesMax, remedyStatesMax } from '../searches/remedy-plans.ts';
import { NO_TIME_LIMIT } from '../searches/time-limit.ts';
import { verify } from '../verify.ts';
import { remedyFor } from './remedies.ts';

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
      'a library version with the fix: librdkafka’s consume_batch ≥ 1.7.0; open in kafka-go, #1398; open in @platformatic/kafka',
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

describe('V6: a change that closes one hole of a guarantee', () => {
  test.each([
    ['in the setup’s own world', 1],
    ['in the smaller ones of the counterexamples', 2],
  ])(
    'V6: is not searched for the guarantee where the steps of another hole still come to it, %s',
    async (_, records) => {
      const draft = small({
        kafka: '2.8',
        consumer: { 'enable.auto.commit': false },
        faults: { 'consumer.crash': 1, 'response.lost': 1 },
        scope: { records },
      });
      const { guarantees } = await verify(draft, { remedies: false });
      const { causes = [] } = guarantees.find(({ id }) => id === 'no-duplicates') ?? {};
      expect(causes.map(({ cause }) => cause)).toEqual([
        'two log entries for one send',
        'one log entry delivered twice',
      ]);
      expect(causes.some(({ setup }) => setup !== undefined)).toBe(records > 1);
      let searched = 0;
      const remedy = await remedyFor(
        resolveSetup(setupInput(draft)),
        { id: 'no-duplicates', causes },
        {
          isKnown: () => true,
          async search() {
            searched += 1;
            return { verdict: 'holds', causes: [], complete: true, runs: 0, states: 1 };
          },
        },
        { workers: 1, time: NO_TIME_LIMIT, reductions: ALL_REDUCTIONS },
      );
      expect(remedy).toMatchObject({ change: 'an idempotency key on the effect', closes: 'guarantee' });
      expect(searched).toBe(1);
    },
  );
});

describe('a change that random runs alone speak for', () => {
  const twice = 'one log entry delivered twice';
  const counterexample = { schedule: [], steps: 0, cause: twice, summary: '', story: [], shortest: true, seed: 'bfs' };

  /**
   * What is told, and how many states each search was given, by the setups that are not violated.
   *
   * @param enough states in which every setup is decided, but for one whose effect has an idempotency key: that is small.
   */
  async function remedyWhere(enough: number, hasSmall: boolean) {
    const given = new Map<string, number[]>();
    const remedy = await remedyFor(
      resolveSetup(setupInput({})),
      { id: 'no-duplicates', causes: [counterexample] },
      {
        isKnown: () => false,
        async search(setup, _guarantee, { statesMax }) {
          const { producer, application } = setup;
          const found = { causes: [], complete: true, runs: 0, states: 0 };
          if (producer['transactional.id'] === null && !application['idempotency.key']) {
            return { ...found, verdict: 'violated', causes: [twice] };
          }
          const key = JSON.stringify(setup);
          given.set(key, [...(given.get(key) ?? []), statesMax]);
          const isDecided = statesMax >= enough || (hasSmall && application['idempotency.key']);
          return isDecided
            ? { ...found, verdict: 'holds' }
            : { ...found, verdict: 'not-violated', complete: false, runs: 3000 };
        },
      },
      { workers: 1, time: NO_TIME_LIMIT, reductions: ALL_REDUCTIONS },
    );
    return { remedy, given: [...given.values()] };
  }

  test('stands back behind a later one that holds in the whole scope', async () => {
    const { remedy } = await remedyWhere(Infinity, true);
    expect(remedy).toMatchObject({ change: 'an idempotency key on the effect', verified: 'holds' });
  });

  test('is searched further where no other one is decided sooner', async () => {
    const { remedy, given } = await remedyWhere(remedyStatesMax, false);
    expect(remedy).toMatchObject({ change: expect.stringContaining('write in transactions'), verified: 'holds' });
    expect(given).toEqual([[remedyFirstStatesMax, remedyStatesMax], [remedyFirstStatesMax]]);
  });

  test('is told where nothing decides it', async () => {
    const { remedy } = await remedyWhere(Infinity, false);
    expect(remedy).toMatchObject({
      change: expect.stringContaining('write in transactions'),
      verified: 'not-violated',
      runs: 3000,
    });
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

describe('what commits beside a transaction', () => {
  test('is switched off, and the transaction is left as it is', async () => {
    const { 'no-loss': remedy } = await remediesOf({
      producer: { 'transactional.id': 'orders' },
      consumer: { 'isolation.level': 'read_committed', 'enable.auto.commit': true },
      application: { shape: 'transform', commit: 'transaction' },
      faults: { 'consumer.stall': 1 },
    });
    expect(remedy).toMatchObject({
      change: 'enable.auto.commit=false: the transaction has the offsets',
      edit: { consumer: { 'enable.auto.commit': false } },
      verified: 'holds',
      closes: 'guarantee',
    });
  });
});

describe('a loop that loses a record in two ways', () => {
  const ofNoLoss = async (draft: SetupDraft): Promise<Remedy | undefined> => {
    const { guarantees } = await verify({ ...draft, scope: { records: 1, members: 1 } });
    return guarantees.find(({ id }) => id === 'no-loss')?.remedy;
  };

  it('is told of both changes where neither is enough: a function of Spring Cloud Stream', async () => {
    expect(await ofNoLoss({ application: { preset: 'spring-cloud-stream-function' } })).toMatchObject({
      change:
        'seek back to a record that could not be processed (on.processing.failure: seek), and wait for the answers to what was sent before its offsets are committed (processing: sync)',
      closes: 'guarantee',
      verified: 'holds',
    });
  });

  it('is told of both: workers, automatic commits, and a handler whose exception is logged', async () => {
    const application = { processing: 'async', 'on.processing.failure': 'skip' };
    const faults = { 'consumer.crash': 1, 'processing.failed': 1 };
    const remedy = await ofNoLoss({ consumer: { 'auto.offset.reset': 'earliest' }, application, faults });
    expect(remedy?.change).toBe(
      'seek back to a record that could not be processed (on.processing.failure: seek), and process synchronously, before the next poll',
    );
  });
});
