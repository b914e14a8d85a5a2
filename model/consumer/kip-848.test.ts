import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { Incident } from '../observer/ledger.ts';
import { has } from '../sets.ts';
import { joined, stored } from '../testing/beginnings.ts';
import { outputsOf } from '../testing/looking.ts';
import { type Story, small, story, transforming } from '../testing/story.ts';

const automatic = { 'group.protocol': 'consumer', 'enable.auto.commit': true };

/** Two members of a group under the consumer protocol with a partition each, and an assignor that wants them swapped. */
const swapping = (draft = {}): Story =>
  joined(
    stored(
      story(
        small({
          topic: { partitions: 2 },
          consumer: { 'group.protocol': 'consumer' },
          scope: { members: 2 },
          faults: { rebalance: 1, 'consumer.stall': 1 },
          ...draft,
        }),
      ),
    ),
  )
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

describe('with a listener, a member that was paused before its commit', () => {
  /** It has a record in hand, and the other member its partition. */
  const replaced = (): Story =>
    story(
      small({
        consumer: { 'group.protocol': 'consumer' },
        application: { commit: 'before-processing', 'rebalance.listener': true },
        scope: { members: 2 },
        faults: { 'consumer.stall': 1, 'consumer.close': 1 },
      }),
    )
      .does('producer.send')
      .does('broker.produce')
      .does('group.complete', { shift: 0 })
      .does('consumer.sync', { member: 0 })
      .does('consumer.poll', { member: 0 })
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('group.complete', { shift: 0 })
      .does('consumer.sync', { member: 1 });

  it('is refused while others are in its group, whether it has heard of that or not', () => {
    const told = replaced().does('consumer.resume');
    expect(told.can('consumer.sync', { member: 0 })).toBe(false);
    told.does('consumer.commit', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([-1]);
    expect(told.state.members[0].batch).toEqual([]);
  });

  it('commits without a member epoch once it has heard, which an empty group takes', () => {
    const told = replaced().does('consumer.close', { member: 1 }).does('consumer.leave').does('consumer.resume');
    told.does('consumer.sync', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ owned: 1, generation: -1, step: 'commit-first' });
    told.does('consumer.commit', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([1]);
    expect(has(told.state.ledger.incidents, Incident.foreignCommit)).toBe(false);
    told.does('consumer.process', { member: 0 });
    expect([told.can('consumer.poll', { member: 0 }), told.can('consumer.join', { member: 0 })]).toEqual([false, true]);
  });

  it('is refused by the empty group as well where it has not heard, and names an epoch', () => {
    const told = replaced().does('consumer.close', { member: 1 }).does('consumer.leave').does('consumer.resume');
    told.does('consumer.commit', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([-1]);
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

describe('without a rebalance listener', () => {
  const unheard = { application: { 'rebalance.listener': false } };
  /** A member has a record in hand, as its partition is to go to the other one. */
  const inHand = (draft: SetupDraft = {}): Story =>
    swapping({ ...unheard, topic: { partitions: 1 }, ...draft }).does('consumer.poll', { member: 0 });

  it('a partition is given up with its record in hand, whose offset is committed all the same', () => {
    const told = inHand().does('consumer.sync', { member: 0 }).does('consumer.sync', { member: 1 });
    expect(owned(told)).toEqual([0, 1]);
    told.does('consumer.process', { member: 0 }).does('consumer.commit', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([1]);
    expect(told.state.members[0].stored).toEqual([-1]);
  });

  it('a loop that ends before it has processed what was given up commits where that begins', () => {
    const told = inHand({
      application: { 'rebalance.listener': false, 'on.close': 'commit' },
      faults: { rebalance: 1, 'processing.failed': 1 },
    });
    told.does('consumer.sync', { member: 0 }).does('processing.failed').does('consumer.leave');
    expect(told.state.groups[0].committed).toEqual([0]);
  });

  it.each<readonly [string, boolean, SetupDraft]>([
    ['clients of 4.2.0', true, { clients: '4.2.0' }],
    ['clients of 4.2.1', false, { clients: '4.2.1' }],
    ['clients of 4.0 that commit automatically', false, { clients: '4.0', consumer: automatic }],
    ['clients of 3.9 that commit automatically', true, { clients: '3.9', consumer: automatic }],
    ['a listener', false, { clients: '4.1', application: { 'rebalance.listener': true } }],
  ])('%s: whether a partition is given up outside poll() is %s', (_, gives, draft) => {
    expect(inHand({ kafka: '4.3', ...draft }).can('consumer.sync', { member: 0 })).toBe(gives);
  });

  it('a new partition waits for poll(), where its start is asked for', () => {
    const told = inHand({ topic: { partitions: 2 } }).does('consumer.sync', { member: 1 });
    told.does('consumer.sync', { member: 0 });
    expect([owned(told), assigned(told)]).toEqual([
      [0, 0],
      [-1, -1],
    ]);
    expect(told.can('consumer.sync', { member: 0 })).toBe(false);
    told.does('consumer.process').does('consumer.commit', { member: 0 });
    expect(told.does('consumer.sync', { member: 0 }).state.members[0].positions).toEqual([-1, 0]);
  });

  /** The member was paused for longer than its session, and the other one has its partition by now. */
  const fenced = (draft: SetupDraft = {}): Story =>
    inHand(draft)
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('group.complete', { shift: 0 })
      .repeats('consumer.sync')
      .does('consumer.resume');

  it('a member that was fenced joins again with a record in hand, and its commit names the new epoch', () => {
    const told = fenced();
    expect(owned(told)).toEqual([0b1, 0b1]);
    told.does('consumer.join', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ owned: 0, stored: [1], step: 'process' });
    told.does('consumer.process', { member: 0 }).does('consumer.commit', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([1]);
  });

  it('its commit is refused as long as it has not, and forgotten with the batch', () => {
    const told = fenced().does('consumer.process', { member: 0 }).does('consumer.commit', { member: 0 });
    expect([told.state.groups[0].committed, told.state.members[0].stored]).toEqual([[-1], [-1]]);
  });

  it('with a listener a member that was fenced joins again inside poll() alone', () => {
    const told = fenced({ application: { 'rebalance.listener': true } });
    expect(told.can('consumer.join')).toBe(false);
    expect(told.does('consumer.process').does('consumer.commit').can('consumer.join')).toBe(true);
  });
});

it('a transform without a listener that was fenced commits a second output beside that of the next owner', () => {
  const told = story(
    transforming({
      kafka: '4.3',
      consumer: { 'group.protocol': 'consumer' },
      application: { 'rebalance.listener': false },
      faults: { 'consumer.stall': 1 },
      scope: { members: 2 },
    }),
  )
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 0 })
    .does('consumer.poll', { member: 0 })
    .does('consumer.stall', { member: 0 })
    .does('group.evict')
    .does('group.complete')
    .does('consumer.sync', { member: 1 })
    .does('consumer.poll', { member: 1 })
    .does('consumer.resume')
    .does('consumer.join', { member: 0 })
    .does('producer.send', { producer: 0 })
    .does('producer.send', { producer: 1 })
    .repeats('broker.produce')
    .repeats('producer.receive')
    .does('consumer.send-offsets', { member: 0 })
    .does('consumer.send-offsets', { member: 1 })
    .settles();
  expect(outputsOf(told)).toEqual([0, 0]);
  // The observer takes for sent what was sent: the partition comes back where the group has committed.
  expect(has(told.state.ledger.incidents, Incident.wrongStart)).toBe(false);
  expect(told.state.ledger.commits).toEqual([[1]]);
  expect(told.state.groups[0].committed).toEqual([1]);
});
