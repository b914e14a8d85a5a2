import { describe, expect, it } from 'vitest';
import { committedOffset } from '../testing/looking.ts';
import { allStored, completed, rejoining, working } from '../testing/cooperative-members.ts';
import { type Story, story, transforming } from '../testing/story.ts';

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

  it('joins the next rebalance in the poll in which it has given a partition up', () => {
    const told = working().does('consumer.process').does('consumer.commit', { member: 0 }).does('rebalance');
    told.does('consumer.join', { member: 0 }).does('consumer.join', { member: 1 }).does('group.complete', { shift: 1 });
    told.does('consumer.sync', { member: 0 });
    expect(told.state.groups[0]).toMatchObject({ phase: 'preparing', joined: 0b01 });
    expect(told.can('consumer.join', { member: 0 })).toBe(false);
  });

  it('asks only with its next assignment where to start on what it gets as it gives something up', () => {
    const told = working()
      .does('consumer.stall', { member: 1 })
      .does('group.evict', { member: 1 })
      .does('consumer.resume', { member: 1 })
      .does('consumer.process')
      .does('consumer.commit', { member: 0 })
      .does('consumer.join', { member: 0 })
      .does('consumer.join', { member: 1 })
      .does('group.complete', { shift: 1 })
      .does('consumer.sync', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ owned: 0b10, positions: [-1, -1] });
    expect(told.can('consumer.poll', { member: 0 })).toBe(false);
    told.does('consumer.join', { member: 1 }).does('group.complete');
    told.does('consumer.sync', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ owned: 0b10, positions: [-1, 0] });
  });

  it('that takes assignments with a batch in its hands, and joins with none, joins again when that is done', () => {
    const told = working({ client: { flushesQueueOnRebalance: false }, scope: { members: 2, records: 3 } })
      .does('consumer.process')
      .does('consumer.commit', { member: 0 })
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('consumer.join', { member: 1 })
      .repeats('producer.send', 'broker.produce')
      .does('consumer.poll', { member: 0 })
      .does('group.complete', { shift: 1 })
      .does('consumer.sync', { member: 0 });
    expect(told.state.groups[0]).toMatchObject({ phase: 'preparing', joined: 0 });
    told.does('consumer.process').does('consumer.commit', { member: 0 }).does('consumer.join', { member: 0 });
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

describe('from JoinGroup until it has its assignment a cooperative member', () => {
  it('is refused a commit by its own client, which sends nothing, and keeps its partition', () => {
    const told = rejoining().does('consumer.commit', { member: 0 });
    expect(committedOffset(told)).toBe(1);
    expect(told.state.members[0]).toMatchObject({ owned: 0b01, positions: [2, -1], step: 'poll' });
  });

  it('is refused it still when everybody has joined, and commits when it has its assignment', () => {
    const told = working({ application: { processing: 'async' } })
      .does('rebalance')
      .does('consumer.join', { member: 0 })
      .does('worker.process', { member: 0 });
    expect(told.can('consumer.commit', { member: 0 })).toBe(false);
    told.does('consumer.join', { member: 1 }).does('group.complete', { shift: 0 });
    expect(told.can('consumer.commit', { member: 0 })).toBe(false);
    expect(committedOffset(told.does('consumer.sync', { member: 0 }).does('consumer.commit', { member: 0 }))).toBe(1);
  });

  it('has a commit taken by the coordinator where its client does not look (librdkafka)', () => {
    const told = rejoining({ client: { keepsAssignmentOnIllegalGeneration: false } });
    expect(committedOffset(told.does('consumer.commit', { member: 0 }))).toBe(2);
  });

  it('tries a commit that it did not wait for again when the rebalance is over, whatever was committed since', () => {
    const told = rejoining({ client: { commitsInOrder: false }, application: { 'on.revoke': 'commit' } });
    told.does('consumer.commit', { member: 0 });
    expect(told.can('network.arrive')).toBe(false);
    told.does('consumer.join', { member: 1 }).does('group.complete', { shift: 0 });
    expect(told.can('network.arrive')).toBe(false);
    expect(committedOffset(told.does('consumer.sync', { member: 0 }).does('network.arrive'))).toBe(2);
  });

  const automatic = { consumer: { 'partition.assignment.strategy': 'cooperative', 'enable.auto.commit': true } };

  it('commits nothing by itself when a partition is revoked: auto-commit ran before JoinGroup', () => {
    const told = rejoining(automatic);
    expect([committedOffset(told), told.state.members[0].positions[0]]).toEqual([1, 2]);
    // Nothing is left to return, and a poll that only commits fails in the client.
    expect(told.can('consumer.poll', { member: 0 })).toBe(false);
    expect(owned(completed(told, true))).toEqual([0, 0b10]);
    expect(committedOffset(told)).toBe(1);
  });

  it('commits by itself as it joins again what it keeps, when it has given up something else', () => {
    // Both partitions are the first member's until the second one joins.
    const told = working({ ...automatic, scope: { members: 2, records: 3 } })
      .does('consumer.process')
      .does('consumer.stall', { member: 1 })
      .does('group.evict', { member: 1 })
      .does('consumer.join', { member: 0 })
      .does('group.complete')
      .does('consumer.sync', { member: 0 })
      .does('consumer.resume', { member: 1 })
      .does('consumer.join', { member: 1 })
      .does('consumer.join', { member: 0 });
    allStored(told).does('consumer.poll', { member: 0 }).repeats('consumer.process');
    const before = told.state.groups[0].committed;
    const { positions } = told.state.members[0];
    told.does('group.complete', { shift: 0 }).does('consumer.sync', { member: 0 });
    expect(owned(told)[0]).toBe(0b01);
    expect(told.state.groups[0].committed).toEqual([positions[0], before[1]]);
    expect(positions[0]).toBeGreaterThan(before[0]);
  });

  it('commits by itself with the next poll when it keeps the partition', () => {
    expect(committedOffset(completed(rejoining(automatic), false).does('consumer.poll', { member: 0 }))).toBe(2);
  });

  it('has a listener that commits what it has processed, whoever commits otherwise', () => {
    const told = rejoining({ ...automatic, application: { 'on.revoke': 'commit' } });
    expect(committedOffset(completed(told, true))).toBe(2);
  });

  it('returns records since KAFKA-8421, and none before', () => {
    const returns = (kafka: string): boolean =>
      allStored(working({ kafka, scope: { members: 2, records: 3 } }))
        .does('consumer.process')
        .does('consumer.commit', { member: 0 })
        .does('rebalance')
        .does('consumer.join', { member: 0 })
        .can('consumer.poll', { member: 0 });
    expect([returns('2.4'), returns('2.5')]).toEqual([false, true]);
  });

  it('delivers what a queue that is not emptied has of the partition that it gives up', () => {
    const given = (client: object): number =>
      completed(
        allStored(
          working({ client, scope: { members: 2, records: 3 } })
            .does('consumer.process')
            .does('consumer.commit', { member: 0 })
            .does('rebalance'),
        ).does('consumer.join', { member: 0 }),
        true,
      ).state.members[0].batch.length;
    expect([given({}), given({ flushesQueueOnRebalance: false })]).toEqual([0, 1]);
  });

  it('has its partitions for lost, and commits none of them, when it is closed', () => {
    const told = rejoining({ ...automatic, faults: { rebalance: 1, 'consumer.close': 1 } });
    told.does('consumer.close', { member: 0 }).does('consumer.leave', { member: 0 });
    expect([committedOffset(told), told.state.groups[0].members]).toEqual([1, 0b10]);
  });

  it('gives a partition up only when a listener that drains is done with it', () => {
    const told = working({ application: { processing: 'async', 'on.revoke': 'drain' } }).does('rebalance');
    told.does('consumer.join', { member: 0 }).does('consumer.join', { member: 1 }).does('group.complete', { shift: 1 });
    expect([told.can('consumer.sync', { member: 0 }), told.can('consumer.sync', { member: 1 })]).toEqual([false, true]);
    told.does('worker.process', { member: 0 }).does('consumer.sync', { member: 0 });
    expect([owned(told)[0], committedOffset(told)]).toEqual([0, 1]);
  });
});
