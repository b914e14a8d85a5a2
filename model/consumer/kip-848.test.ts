import { describe, expect, it } from 'vitest';
import { type Story, small, story } from '../testing/story.ts';

/** Two members of a group under the consumer protocol with a partition each, and an assignor that wants them swapped. */
const swapping = (draft = {}): Story =>
  story(
    small({
      topic: { partitions: 2 },
      consumer: { 'group.protocol': 'consumer' },
      scope: { members: 2 },
      faults: { rebalance: 1, 'consumer.stall': 1 },
      ...draft,
    }),
  )
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('rebalance')
    .does('group.complete', { shift: 1 });

const owned = ({ state }: Story) => state.members.map((member) => member.owned);
const assigned = ({ state }: Story) => state.groups[0].assignment;

describe('the consumer protocol', () => {
  it('moves partitions one by one: each is given up before it is taken', () => {
    const told = swapping();
    expect([assigned(told), told.state.groups[0].target]).toEqual([
      [0, 1],
      [1, 0],
    ]);
    told.does('consumer.sync', { member: 0 });
    expect([assigned(told), owned(told)]).toEqual([
      [-1, 1],
      [0, 0b10],
    ]);
    // The second member gives up before it takes, though the first partition is free.
    told.does('consumer.sync', { member: 1 });
    expect(assigned(told)).toEqual([-1, -1]);
    told.does('consumer.sync', { member: 1 });
    expect([assigned(told), owned(told)]).toEqual([
      [1, -1],
      [0, 0b01],
    ]);
    told.does('consumer.sync', { member: 0 });
    expect(owned(told)).toEqual([0b10, 0b01]);
    expect(told.can('consumer.sync')).toBe(false);
  });

  it.each([
    ['commit', 1],
    ['nothing', -1],
  ] as const)('with on.revoke: %s has committed %i when a member gives a partition up', (listener, offset) => {
    const told = swapping({ application: { processing: 'async', 'on.revoke': listener } })
      .does('consumer.poll', { member: 0 })
      .does('worker.process', { member: 0 })
      .does('consumer.sync', { member: 0 });
    expect(owned(told)).toEqual([0, 0b10]);
    expect(told.state.groups[0].committed).toEqual([offset, -1]);
  });

  it('stops nobody: a member goes on with what it owns until it has given it up', () => {
    const told = swapping();
    expect(told.can('consumer.poll', { member: 0 })).toBe(true);
    told.does('consumer.poll', { member: 0 }).does('consumer.process').does('consumer.commit', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([1, -1]);
  });

  it('lets a member with a record in hand finish before it reconciles', () => {
    const told = swapping().does('consumer.poll', { member: 0 });
    expect(told.can('consumer.sync', { member: 0 })).toBe(false);
  });

  it('frees the partitions of a member whose session has expired, and refuses its commit', () => {
    const told = swapping()
      .does('consumer.poll', { member: 0 })
      .does('consumer.stall', { member: 0 })
      .does('group.evict', { member: 0 });
    expect(assigned(told)).toEqual([-1, 1]);
    told.does('consumer.resume').does('consumer.process').does('consumer.commit', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([-1, -1]);
    expect(told.state.members[0].owned).toBe(0);
  });
});

it('an OffsetFetch that names the epoch of now is answered: the second of two partitions starts where it was committed', () => {
  const told = story({
    topic: { partitions: 3 },
    consumer: { 'group.protocol': 'consumer' },
    client: { retriesOffsetFetch: false },
    faults: { 'consumer.stall': 1 },
    scope: { members: 3 },
  })
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.poll', { member: 0 })
    .does('consumer.process')
    .does('consumer.commit')
    .does('consumer.stall', { member: 2 })
    .does('group.evict')
    .does('group.complete', { shift: 1 })
    .does('consumer.sync', { member: 1 })
    .does('consumer.sync', { member: 1 });
  // The third partition is free since the eviction, the first one is still the first member's.
  expect(told.state.members[1]).toMatchObject({ owned: 0b100, generation: told.state.groups[0].generation });
  told.does('consumer.sync', { member: 0 }).does('consumer.sync', { member: 1 });
  expect(told.state.members[1]).toMatchObject({ owned: 0b101, positions: [1, -1, 0] });
});
