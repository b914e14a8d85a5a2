import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import { joined } from '../../testing/beginnings.ts';
import { replicated, type Story, story, transactional } from '../../testing/story.ts';
import { withMember } from '../../update.ts';
import { fetchedAhead } from './fetch.ts';

it('a client has fetched nothing ahead from a position in a log that is another one by now (KIP-320)', () => {
  const { world, state } = joined(
    story(replicated(2, 1, { producer: { acks: '1' }, scope: { records: 2 } }))
      .does('producer.send')
      .does('producer.send')
      .repeats('broker.produce', 'replica.fetch'),
  );
  const ahead = (epoch: number) =>
    fetchedAhead(world, withMember(state, 0, { ...state.members[0], positions: [1], positionEpochs: [epoch] }), 0).map(
      ({ value }) => value,
    );
  expect([ahead(0), ahead(1)]).toEqual([[1], []]);
});

describe('a broker that still leads in its own eyes, when all that have heard of the newer leader are down', () => {
  const behind = (kafka: string): Story =>
    joined(story(replicated(2, 1, { kafka, faults: { 'broker.stall': 1, 'broker.crash': 1 } })))
      .does('broker.stall', { broker: 0 })
      .does('broker.update-metadata', { broker: 1 })
      .does('producer.send', { broker: 1 })
      .does('broker.produce')
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.commit')
      .does('broker.crash', { broker: 1 });

  it('is no leader for a client that has read from the newer one (KIP-320: its metadata keep the newer epoch)', () => {
    const told = behind('4.1');
    expect(told.state.members[0]).toMatchObject({ positions: [1], positionEpochs: [1] });
    expect(told.can('consumer.poll')).toBe(false);
  });

  it('was one before clients knew of epochs: its log is shorter, and the position was reset', () => {
    const told = behind('2.2').does('consumer.poll');
    expect(told.state.members[0].positions).toEqual([0]);
  });
});

describe('a read_committed fetch', () => {
  const open = (kafka: string, draft: SetupDraft = {}): Story =>
    joined(
      story(transactional({ ...draft, kafka }))
        .does('producer.send')
        .does('broker.produce'),
    );

  it('may end past the last stable offset when the high watermark rose meanwhile (KAFKA-9807)', () => {
    const told = open('2.4');
    expect([told.can('consumer.poll-across-high-watermark'), open('2.5').can('consumer.poll')]).toEqual([true, false]);
    told.does('consumer.poll-across-high-watermark');
    expect(told.state.members[0].batch.map(({ value }) => value)).toEqual([0]);
  });

  it('does so for the sake of a single one of its partitions', () => {
    const told = open('2.4', { topic: { partitions: 2 } });
    told.does('consumer.poll-across-high-watermark');
    expect(told.state.members[0]).toMatchObject({ batch: [{ partition: 0, offset: 0 }], positions: [1, 0] });
  });

  it('reads nothing where its position has been deleted', () => {
    const told = open('2.4', { faults: { 'records.deleted': 1 } }).does('records.deleted');
    expect(told.can('consumer.poll-across-high-watermark')).toBe(false);
  });

  it('reads nothing where nobody leads', () => {
    const told = open('2.4', { faults: { 'broker.crash': 1 } }).does('broker.crash');
    expect(told.can('consumer.poll-across-high-watermark')).toBe(false);
  });

  it('is no other one for a reader of uncommitted records, who stops at no last stable offset anyway', () => {
    const told = open('2.4', { consumer: { 'isolation.level': 'read_uncommitted' } });
    expect(
      ['consumer.poll' as const, 'consumer.poll-across-high-watermark' as const].map((type) => told.can(type)),
    ).toEqual([true, false]);
  });

  it('still skips what is known to be aborted', () => {
    const told = open('2.4')
      .does('producer.receive')
      .does('producer.end-transaction', { commit: false })
      .does('transaction.write-marker');
    expect(told.can('consumer.poll-across-high-watermark')).toBe(false);
  });
});
