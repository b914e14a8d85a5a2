import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logOf } from '../model/testing/looking.ts';
import { story } from '../model/testing/story.ts';
import { partitionOrder } from '../properties/guarantees/partition-order.ts';
import { witnessIn } from '../properties/testing/verdict-on.ts';
import { readSetup } from '../setups/reading/read-setup.ts';
import { verify } from './verify.ts';

/** The setups of docs/findings.md on versions that real brokers were tried in: the verdict is theirs. */

const textOf = (name: string): string => readFileSync(join(import.meta.dirname, '../docs/setups', name), 'utf8');

const setupOn = (name: string, ...overrides: readonly string[]) =>
  readSetup({ setups: [{ text: textOf(name), file: name }], overrides });

const violatedIn = async (name: string, kafka: string) => {
  const { setup } = setupOn(name, `kafka=${kafka}`);
  const { guarantees, semantics, proved } = await verify(setup, { seed: 'docs', method: 'exhaustive' });
  return {
    semantics,
    proved,
    violated: guarantees.flatMap(({ id, counterexample }) =>
      counterexample === undefined ? [] : [`${id} in ${counterexample.steps}`],
    ),
  };
};

describe('given-up.yaml', () => {
  it.each(['3.9', '4.0', '4.1', '4.3', '4.4'])('holds on %s, as brokers of 4.1.2 and 4.3.1 showed', async (kafka) => {
    expect(await violatedIn('given-up.yaml', kafka)).toEqual({ semantics: 'exactly-once', proved: true, violated: [] });
  });

  it('stores the neighbour twice on 4.5, where an empty partition starts at 0', async () => {
    expect(await violatedIn('given-up.yaml', '4.5')).toEqual({
      semantics: 'at-least-once',
      proved: true,
      violated: ['no-duplicates in 18'],
    });
  });
});

describe('cooperative-auto-commit.yaml', () => {
  const twice = { semantics: 'at-least-once', proved: true, violated: ['no-duplicates in 16'] };

  it.each(['3.5', '4.3'])('delivers twice on %s, as brokers of its newest patch showed', async (kafka) => {
    expect(await violatedIn('cooperative-auto-commit.yaml', kafka)).toEqual(twice);
  });

  it('does not on 2.4, whose consumer returns nothing during a rebalance (KAFKA-8421)', async () => {
    expect(await violatedIn('cooperative-auto-commit.yaml', '2.4')).toEqual({
      ...twice,
      semantics: 'exactly-once',
      violated: [],
    });
  });
});

it('repeated-auto-commit.yaml loses what a consumer of 4.1 has in hand, as one of 4.1.2 did', async () => {
  const { violated } = await violatedIn('repeated-auto-commit.yaml', '4.1');
  expect(violated).toContain('no-loss in 19');
});

it('first-batch.yaml has no switch, and on 4.1 the second record overtakes the first (KAFKA-15591)', () => {
  const { setup } = setupOn('first-batch.yaml');
  expect(setup.kafka).toBe('4.1');
  expect(textOf('first-batch.yaml')).not.toContain('protocol:');
  const told = story(setup)
    .does('broker.crash', { broker: 0 })
    .does('controller.fence-broker')
    .does('broker.update-metadata', { broker: 1 })
    .does('producer.send')
    .does('broker.produce')
    .does('broker.restart')
    .does('broker.update-metadata', { broker: 0 })
    .does('broker.update-metadata', { broker: 1 })
    .does('producer.send')
    .does('replica.fetch')
    .does('controller.alter-partition')
    .does('broker.produce')
    .does('response.lost')
    .does('producer.retry')
    .does('broker.produce')
    .does('producer.receive')
    .does('producer.retry')
    .settles('producer.give-up');
  expect(logOf(told, 1)).toEqual([1, 0, 1]);
  expect(witnessIn(partitionOrder, told.world, told.state)).not.toBeNull();
});

it.each(['3.9', '4.1', '4.3'])('slow-follower.yaml stores the record twice on %s, as brokers did', async (kafka) => {
  const { setup } = setupOn('slow-follower.yaml', `kafka=${kafka}`);
  const { guarantees } = await verify(setup, { seed: 'docs', method: 'exhaustive' });
  const violated = guarantees.flatMap(({ id, counterexample }) =>
    counterexample === undefined ? [] : [[id, counterexample.steps, counterexample.known]],
  );
  expect(violated).toEqual([['no-duplicates', 13, undefined]]);
});

describe('created-topic.yaml', () => {
  it.each([
    ['3.9', ['no-duplicates in 21', 'partition-order in 17']],
    ['4.3', ['no-duplicates in 21', 'partition-order in 17']],
    ['4.5', []],
  ])('on %s is violated: %j', async (kafka, violated) => {
    expect((await violatedIn('created-topic.yaml', kafka)).violated).toEqual(violated);
  });
});

it('clients of 3.9 have transactions of version 1 on brokers of 4.3', () => {
  const { setup } = setupOn('delayed-end-transaction.yaml', 'kafka=4.3', 'clients=3.9');
  expect(setup.protocol.transactionVersion).toBe(1);
});

describe('kip-848-paused.yaml', () => {
  /** A member with a record in hand was paused and fenced, and wakes up. */
  const fenced = (...overrides: readonly string[]) =>
    story(setupOn('kip-848-paused.yaml', ...overrides).setup)
      .does('group.complete', { shift: 0 })
      .does('consumer.sync', { member: 0 })
      .does('consumer.poll')
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('consumer.resume');

  it.each(['4.0', '4.1', '4.2', '4.3'])('joins again with a record in hand on %s, as brokers showed', (kafka) => {
    expect(fenced(`kafka=${kafka}`).can('consumer.join', { member: 0 })).toBe(true);
  });

  it('waits for poll() with a listener, and in a classic group', () => {
    expect(fenced('application.rebalance.listener=true').can('consumer.join', { member: 0 })).toBe(false);
    expect(fenced('consumer.group.protocol=classic').can('consumer.join', { member: 0 })).toBe(false);
  });
});
