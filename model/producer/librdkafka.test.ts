import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { small, story } from '../testing/story.ts';
import { withProducer } from '../update.ts';
import { batch } from './client/testing/batches.ts';
import { conclude } from './conclude.ts';

/** An idempotent producer of librdkafka's beside that of the Java client. */

const IDEMPOTENT = { scope: { records: 2 }, producer: { 'enable.idempotence': true } } as const;
const LIBRDKAFKA = { library: 'librdkafka', version: '2.15.0' } as const;

describe('a record that times out', () => {
  /** Both are stored, nobody has learned of it, and the first is given up. */
  const givenUp = (client: object) =>
    story(small({ ...IDEMPOTENT, client, topic: { partitions: 2 }, faults: { 'response.lost': 1 } }))
      .does('producer.send', { producer: 0 })
      .does('broker.produce')
      .does('producer.send', { producer: 0 })
      .does('broker.produce')
      .does('response.lost', { producer: 0 })
      .does('producer.give-up');

  it('makes librdkafka number every partition anew, so that the other record is stored twice', () => {
    const told = givenUp(LIBRDKAFKA);
    expect(told.state.producers[0]).toMatchObject({ epoch: 1, epochDue: false, queue: [{ epoch: 1, sequence: 0 }] });
    told.repeats('producer.retry', 'broker.produce', 'producer.receive');
    expect([logOf(told, 0, 1), outcomesOf(told)]).toEqual([
      [1, 1],
      ['failed', 'acknowledged'],
    ]);
  });

  it('leaves the other partitions of the Java client as they are', () => {
    const told = givenUp({});
    expect(told.state.producers[0]).toMatchObject({ queue: [{ epoch: 0, sequence: 0 }] });
    told.repeats('producer.retry', 'broker.produce', 'producer.receive');
    expect(logOf(told, 0, 1)).toEqual([1]);
  });
});

describe('a new epoch of librdkafka', () => {
  /** The first record is refused for good while the second is on its way. */
  const refused = (client: object) =>
    story(
      small({
        ...IDEMPOTENT,
        client,
        scope: { records: 3 },
        topic: { partitions: 2 },
        faults: { 'request.refused': 1 },
      }),
    )
      .does('producer.send', { producer: 0 })
      .does('producer.send', { producer: 0 })
      .does('request.refused')
      .does('producer.receive');

  it('waits until nothing is in flight, and so does every record', () => {
    const told = refused(LIBRDKAFKA);
    expect(told.state.producers[0]).toMatchObject({ epoch: 0, epochDue: true });
    expect(told.can('producer.send')).toBe(false);
    told.does('broker.produce').does('producer.receive');
    expect(told.state.producers[0]).toMatchObject({ epoch: 1, epochDue: false, sequences: [0, 0] });
    expect(told.can('producer.send')).toBe(true);
  });

  it('is one that the Java client begins at once', () => {
    const told = refused({});
    expect(told.state.producers[0]).toMatchObject({ epoch: 1, epochDue: false });
    expect(told.can('producer.send')).toBe(true);
  });
});

it('a fatal error ends the process of librdkafka’s application: a record that waits is sent by the next one, where it sends again', () => {
  const told = story(
    small({
      ...IDEMPOTENT,
      client: LIBRDKAFKA,
      application: { 'on.send.failure': 'resend' },
      faults: { 'producer.crash': 1 },
    }),
  );
  const after = conclude(told.world, told.state, 0, batch(0), 'out-of-order-sequence');
  expect([after.producers[0].up, after.ledger.sends[0].outcome]).toEqual([false, 'none']);
});

it('an answer acknowledges what waits before its record in the partition, as librdkafka has it', () => {
  const queue = [batch(0), batch(3), batch(0, { value: 2, partition: 1 })];
  const answered = (client: object) => {
    const { world, state } = story(small({ ...IDEMPOTENT, client, scope: { records: 4 }, topic: { partitions: 2 } }));
    const waiting = withProducer(state, 0, { ...state.producers[0], queue });
    const after = conclude(world, waiting, 0, batch(1), 'none');
    return [outcomesOf({ state: after }), after.producers[0].queue.map(({ value }) => value)];
  };
  expect(answered(LIBRDKAFKA)).toEqual([
    ['acknowledged', 'acknowledged', 'none', 'none'],
    [3, 2],
  ]);
  expect(answered({})).toEqual([
    ['none', 'acknowledged', 'none', 'none'],
    [0, 3, 2],
  ]);
});
