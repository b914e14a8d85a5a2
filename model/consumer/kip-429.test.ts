import { describe, expect, it } from 'vitest';
import { type Story, small, story, transforming } from '../testing/story.ts';

/** Two members of a cooperative group with a partition each; the first holds a polled record. */
const working = (draft = {}): Story =>
  story(
    small({
      topic: { partitions: 2 },
      consumer: { 'partition.assignment.strategy': 'cooperative' },
      scope: { members: 2, records: 1 },
      faults: { rebalance: 1, 'consumer.stall': 1 },
      ...draft,
    }),
  )
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.poll', { member: 0 });

const owned = ({ state }: Story) => state.members.map((member) => member.owned);

describe('a cooperative member', () => {
  it('keeps working through a rebalance that takes nothing from it', () => {
    const told = working().does('consumer.process').does('rebalance').does('consumer.commit', { member: 0 });
    told.does('consumer.join', { member: 0 }).does('consumer.join', { member: 1 });
    expect(owned(told)).toEqual([0b01, 0b10]);
    told.does('group.complete', { shift: 0 }).repeats('consumer.sync');
    expect([owned(told), told.state.groups[0].phase]).toEqual([[0b01, 0b10], 'stable']);
    expect(told.state.members[0].positions).toEqual([1, -1]);
  });

  it('can poll before it has learned of the new generation', () => {
    const told = working().does('consumer.process').does('consumer.commit', { member: 0 }).does('rebalance');
    told.does('consumer.join', { member: 0 }).does('consumer.join', { member: 1 }).does('group.complete', { shift: 0 });
    expect(told.state.members[0].generation).toBe(1);
    expect(owned(told)).toEqual([0b01, 0b10]);
  });

  it('gives a partition up only when it learns that somebody else shall have it', () => {
    const told = working().does('consumer.process').does('consumer.commit', { member: 0 }).does('rebalance');
    told.does('consumer.join', { member: 0 }).does('consumer.join', { member: 1 }).does('group.complete', { shift: 1 });
    expect([owned(told), told.state.groups[0].assignment]).toEqual([
      [0b01, 0b10],
      [-1, -1],
    ]);
    told.does('consumer.sync', { member: 0 });
    expect([owned(told), told.state.groups[0].phase]).toEqual([[0, 0b10], 'preparing']);
  });

  it.each([
    ['commit', 1],
    ['nothing', -1],
  ] as const)('with on.revoke: %s has committed %i when it gives a partition up', (listener, offset) => {
    const told = working({ application: { processing: 'async', 'on.revoke': listener } })
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('consumer.join', { member: 1 })
      .does('worker.process', { member: 0 })
      .does('group.complete', { shift: 1 })
      .does('consumer.sync', { member: 0 });
    expect(owned(told)).toEqual([0, 0b10]);
    expect(told.state.groups[0].committed[0]).toBe(offset);
  });

  it('that was evicted has lost everything when it joins again', () => {
    const told = working()
      .does('consumer.stall', { member: 0 })
      .does('group.evict', { member: 0 })
      .does('consumer.resume', { member: 0 })
      .does('consumer.process', { member: 0 })
      .does('consumer.commit', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ generation: -1, owned: 0 });
    expect(told.state.groups[0].committed).toEqual([-1, -1]);
    told.does('consumer.join', { member: 0 });
    expect(told.state.groups[0].joined).toBe(0b01);
  });
});

describe('a cooperative member of a transform that has not learned its generation', () => {
  const behind = (commit: 'transaction' | 'after-processing'): Story =>
    story(
      transforming({
        application: { commit },
        consumer: { 'partition.assignment.strategy': 'cooperative' },
        faults: { rebalance: 1 },
      }),
    )
      .does('group.complete')
      .does('consumer.sync')
      .does('rebalance')
      .does('consumer.join')
      .does('group.complete');

  it('polls on, but for transactions that could only be refused', () => {
    expect([behind('after-processing').can('consumer.poll'), behind('transaction').can('consumer.poll')]).toEqual([
      true,
      false,
    ]);
  });
});

it('a cooperative member that is behind commits by itself only where generations fence nobody', () => {
  const due = (generationFencing: boolean): boolean =>
    story({
      consumer: { 'partition.assignment.strategy': 'cooperative', 'enable.auto.commit': true },
      faults: { rebalance: 1 },
      protocol: { generationFencing },
    })
      .does('group.complete')
      .does('consumer.sync')
      .does('rebalance')
      .does('consumer.join')
      .does('group.complete')
      .does('producer.send')
      .does('broker.produce')
      .does('consumer.poll')
      .does('consumer.process')
      .can('consumer.poll');
  expect([due(true), due(false)]).toEqual([false, true]);
});
