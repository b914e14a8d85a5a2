import { describe, expect, it } from 'vitest';
import { outputWritten, replicated, type Story, story, transactional, transforming } from '../testing/story.ts';
import { logOf, outputsOf } from '../testing/looking.ts';

const committed = ({ state }: Story): readonly number[] => state.groups[0].committed;
const polled = ({ state }: Story): readonly number[] => state.members[0].batch.map(({ value }) => value);

const sent = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');

/** The first transaction is over, and its marker was written twice: one of them is still on its way. */
function over(told: Story, commit: boolean): Story {
  return sent(told)
    .does('producer.end-transaction', { commit })
    .does('marker.delayed')
    .does('transaction.write-marker')
    .does('transaction.complete');
}

const twice = (draft: Parameters<typeof transactional>[0] = {}): Story =>
  story(transactional({ kafka: '4.1', faults: { 'connection.lost': 1 }, scope: { records: 2 }, ...draft }));

/** The marker arrives when the next transaction is open, and that is ended the other way. */
function lateInTheNext(told: Story, commit: boolean): Story {
  return sent(over(told, commit))
    .does('network.arrive')
    .does('producer.end-transaction', { commit: !commit })
    .does('transaction.write-marker')
    .does('transaction.complete');
}

describe('a marker that arrives late (KAFKA-19446)', () => {
  it('commits the next transaction, whose record is read before its end and after its abort', () => {
    const told = lateInTheNext(twice(), true);
    expect(logOf(told)).toEqual([0, 'commit', 1, 'commit', 'abort']);
    told.does('group.complete').does('consumer.sync').does('consumer.poll');
    expect(polled(told)).toEqual([0, 1]);
  });

  it('aborts the next transaction, whose committed record no reader of committed records is ever given', () => {
    const told = lateInTheNext(twice(), false);
    expect(logOf(told)).toEqual([0, 'abort', 1, 'abort', 'commit']);
    told.does('group.complete').does('consumer.sync').does('consumer.poll');
    expect(polled(told)).toEqual([]);
  });

  it.each([
    ['brokers of 4.0', { kafka: '4.0' }, true],
    ['transactions of version 1', { kafka: '3.9' }, true],
    ['an upgraded cluster that keeps them', { kafka: '4.3', broker: { 'transaction.version': 1 as const } }, true],
    ['an older client on brokers of 4.3', { kafka: '4.3', clients: '3.9' }, true],
    ['brokers of 4.2, which refuse it', { kafka: '4.2' }, false],
  ])('on %s', (_, draft, late) => {
    const told = sent(twice(draft)).does('producer.end-transaction', { commit: true });
    expect(told.can('marker.delayed')).toBe(late);
  });

  it('is the marker itself where it arrives before the coordinator has sent it once more', () => {
    const told = sent(twice()).does('producer.end-transaction', { commit: true }).does('marker.delayed');
    told.does('network.arrive');
    expect([logOf(told), told.can('transaction.write-marker')]).toEqual([[0, 'commit'], false]);
    told.does('transaction.complete');
  });

  it('ends nothing where nothing is open', () => {
    const told = over(twice(), true).does('network.arrive');
    expect(logOf(told)).toEqual([0, 'commit', 'commit']);
    sent(told).does('producer.end-transaction', { commit: true }).settles();
    expect(logOf(told)).toEqual([0, 'commit', 'commit', 1, 'commit']);
  });

  it('is refused once the partition has seen a newer epoch of its producer', () => {
    const restarted = (kafka: string) =>
      over(twice({ kafka, faults: { 'connection.lost': 1, 'producer.crash': 1 } }), true)
        .does('producer.crash', { late: false })
        .does('producer.restart')
        .does('producer.initialise')
        .does('producer.send')
        .does('broker.produce')
        .does('network.arrive');
    expect(logOf(restarted('3.9'))).toEqual([0, 'commit', 1]);
    expect(logOf(restarted('4.1'))).toEqual([0, 'commit', 1]);
  });

  it('is lost with the leader that it was sent to', () => {
    const told = over(twice({ faults: { 'connection.lost': 1, 'broker.crash': 1 } }), true).does('broker.crash');
    expect(told.state.orphanedRequests).toEqual([]);
  });

  it('is refused by a broker that leads no more', () => {
    const told = story(
      replicated(2, 1, {
        kafka: '4.1',
        producer: { 'transactional.id': 'writer' },
        faults: { 'connection.lost': 1, 'leader.moved': 1 },
        scope: { records: 2 },
      }),
    )
      .does('producer.send')
      .does('broker.produce')
      .repeats('replica.fetch', 'producer.receive')
      .does('producer.end-transaction', { commit: true })
      .does('marker.delayed')
      .does('transaction.write-marker')
      .repeats('replica.fetch')
      .does('leader.moved')
      .repeats('broker.update-metadata')
      .does('network.arrive');
    expect([logOf(told, 0), logOf(told, 1)]).toEqual([
      [0, 'commit'],
      [0, 'commit'],
    ]);
  });

  it('is not waited for where a producer has one transaction and no more', () => {
    const told = sent(twice({ scope: { records: 1 } })).does('producer.end-transaction', { commit: true });
    expect(told.can('marker.delayed')).toBe(false);
  });
});

describe('a marker to __consumer_offsets that arrives late', () => {
  /** Up to the offsets of the second transaction. */
  const second = (kafka: string): Story =>
    outputWritten(
      transforming({
        kafka,
        consumer: { 'max.poll.records': 1 },
        faults: { 'connection.lost': 1, 'consumer.crash': 1 },
        scope: { records: 2 },
      }),
    )
      .does('consumer.send-offsets')
      .does('producer.end-transaction')
      .does('marker.delayed', { partition: -1 })
      .repeats('transaction.write-marker', 'transaction.write-offsets-marker')
      .does('transaction.complete')
      .does('consumer.poll')
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('consumer.send-offsets');

  it.each(['3.9', '4.1'])('commits the offsets of the next transaction, whose records are aborted: %s', (kafka) => {
    const told = second(kafka).does('network.arrive');
    expect([committed(told), told.state.groups[0].pending]).toEqual([[2], []]);
    told.does('consumer.crash', { late: false }).does('transaction.time-out').settles();
    expect([committed(told), outputsOf(told)]).toEqual([[2], [0]]);
  });

  it('is refused once offsets were sent under a newer epoch', () => {
    const told = second('4.1').does('producer.end-transaction').settles('network.arrive');
    expect(committed(told.does('network.arrive'))).toEqual([2]);
  });
});
