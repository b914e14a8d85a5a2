import { describe, expect, it } from 'vitest';
import { type Story, story, transforming } from '../testing/story.ts';

const group = ({ state }: Story) => state.groups[0];
const offsetsOf = (told: Story): unknown => [group(told).committed, group(told).pending.map(({ offsets }) => offsets)];

const transform = (kafka: string, draft: Parameters<typeof transforming>[0] = {}): Story =>
  story(
    transforming({
      kafka,
      consumer: { 'max.poll.records': 1 },
      faults: { 'connection.lost': 1, rebalance: 1, 'consumer.crash': 1 },
      scope: { records: 2 },
      ...draft,
    }),
  )
    .does('group.complete')
    .does('consumer.sync');

/** A batch is processed, up to its offsets. */
const processed = (told: Story): Story =>
  told.does('consumer.poll').does('producer.send').does('broker.produce').does('producer.receive');

const ends = (told: Story): Story =>
  told
    .does('producer.end-transaction', { commit: true })
    .repeats('transaction.write-marker', 'transaction.write-offsets-marker', 'group.apply-offsets')
    .does('transaction.complete');

/** The first transaction is over, and its offsets were sent twice: once more they are on their way. */
const over = (told: Story): Story =>
  ends(processed(told).does('transaction-offsets.delayed').does('consumer.send-offsets'));

describe('a TxnOffsetCommit that arrives after its transaction', () => {
  it('leaves an offset pending for ever before 3.7 (KAFKA-15449), for which a new owner waits', () => {
    const told = over(transform('3.6')).does('network.arrive');
    expect(offsetsOf(told)).toEqual([[1], [[1]]]);
    told.does('rebalance').does('consumer.join').does('group.complete');
    expect(told.can('consumer.sync')).toBe(false);
  });

  it('is settled by the next transaction of the same producer that has offsets', () => {
    const told = over(transform('3.6')).does('network.arrive');
    ends(processed(told).does('consumer.send-offsets'));
    expect(offsetsOf(told)).toEqual([[2], []]);
  });

  it.each(['3.7', '3.9'])('is refused since then, as its transaction is not ongoing: %s', (kafka) => {
    const told = over(transform(kafka)).does('network.arrive');
    expect(offsetsOf(told)).toEqual([[1], []]);
  });

  it('names a generation, and is refused in the next one', () => {
    const told = over(transform('3.6'))
      .does('rebalance')
      .does('consumer.join')
      .does('group.complete')
      .does('network.arrive');
    expect(offsetsOf(told)).toEqual([[1], []]);
  });

  it('names none before KIP-447 (2.5), and is taken in any', () => {
    const told = over(transform('2.4'))
      .does('rebalance')
      .does('consumer.join')
      .does('group.complete')
      .does('network.arrive');
    expect(offsetsOf(told)).toEqual([[1], [[1]]]);
  });

  it('has an epoch that __consumer_offsets has seen a newer one of, once its process has been fenced there', () => {
    const told = processed(transform('3.6', { faults: { 'connection.lost': 1, 'consumer.crash': 1 } }))
      .does('transaction-offsets.delayed')
      .does('consumer.crash', { late: false })
      .does('transaction.time-out')
      .repeats('transaction.write-marker', 'transaction.write-offsets-marker')
      .does('network.arrive');
    expect(offsetsOf(told)).toEqual([[-1], []]);
  });
});

describe('a TxnOffsetCommit that arrives in the next transaction', () => {
  const inTheNext = (kafka: string) =>
    processed(over(transform(kafka)))
      .does('consumer.send-offsets')
      .does('network.arrive');

  it.each(['3.6', '3.9'])('takes the place of its offsets with version 1, and the group goes back: %s', (kafka) => {
    const told = inTheNext(kafka);
    expect(offsetsOf(told)).toEqual([[1], [[1]]]);
    expect(offsetsOf(ends(told))).toEqual([[1], []]);
  });

  it('is refused since 3.7 before the next transaction has sent offsets of its own', () => {
    expect(offsetsOf(processed(over(transform('3.9'))).does('network.arrive'))).toEqual([[1], []]);
  });

  it.each([
    ['4.1', {}],
    ['4.3', {}],
  ])('never is with version 2, where every transaction has an epoch of its own: %s', (kafka, draft) => {
    expect(processed(transform(kafka, draft)).can('transaction-offsets.delayed')).toBe(false);
  });

  it('is with an older client on newer brokers, whose transactions are of version 1', () => {
    expect(processed(transform('4.3', { clients: '3.9' })).can('transaction-offsets.delayed')).toBe(true);
  });
});

it('a TxnOffsetCommit that arrives while its own transaction is ongoing is the one that was sent', () => {
  const told = processed(transform('3.9')).does('transaction-offsets.delayed').does('network.arrive');
  expect(offsetsOf(told)).toEqual([[-1], [[1]]]);
  expect(offsetsOf(ends(told.does('consumer.send-offsets')))).toEqual([[1], []]);
});

it('sendOffsetsToTransaction() of a fenced producer is refused by AddOffsetsToTxn before anything is late', () => {
  const told = processed(
    transform('3.9', { faults: { 'connection.lost': 1, 'consumer.stall': 1 }, scope: { records: 1 } }),
  )
    .does('consumer.stall')
    .does('transaction.time-out')
    .repeats('transaction.write-marker')
    .does('transaction.complete')
    .does('consumer.resume');
  expect([told.can('transaction-offsets.delayed'), told.can('consumer.send-offsets')]).toEqual([false, true]);
});
