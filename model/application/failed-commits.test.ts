import { describe, expect, it } from 'vitest';
import { committedOffset } from '../testing/looking.ts';
import { type Story, small, story } from '../testing/story.ts';

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

describe('a loop whose client has failed a commit, as it is rejoining (RebalanceInProgressException)', () => {
  const stored = (told: Story): Story => told.repeats('producer.send', 'broker.produce', 'producer.receive');

  /** It has committed its first record, joined, and then polled and processed the second one. */
  const rejoining = (draft = {}): Story => {
    const told = working({ scope: { members: 2, records: 3 }, ...draft })
      .does('consumer.process')
      .does('rebalance');
    if (told.can('consumer.commit', { member: 0 })) told.does('consumer.commit', { member: 0 });
    return stored(told.repeats('network.arrive').does('consumer.join', { member: 0 }))
      .does('consumer.poll', { member: 0 })
      .does('consumer.process', { member: 0 });
  };

  /** All its rebalance needs, to the point where it takes an assignment: the same one, or (`moves`) the other's. */
  const completed = (told: Story, moves: boolean): Story =>
    told
      .does('consumer.join', { member: 1 })
      .does('group.complete', { shift: moves ? 1 : 0 })
      .does('consumer.sync', { member: 0 });

  it('commits once more what its client has failed, when the rebalance is over', () => {
    const told = completed(rejoining().does('consumer.commit', { member: 0 }), false);
    expect(committedOffset(told.does('consumer.commit', { member: 0 }))).toBe(2);
    expect(told.can('consumer.commit', { member: 0 })).toBe(false);
  });

  it('owes no commit of what it has given up', () => {
    const told = completed(rejoining().does('consumer.commit', { member: 0 }), true);
    expect([committedOffset(told), told.can('consumer.commit', { member: 0 })]).toEqual([1, false]);
  });

  it('goes on with its batch when a commit of one record fails, and forgets none of it', () => {
    const told = rejoining({ application: { 'commit.every': 'record' }, scope: { members: 2, records: 6 } });
    const failed = told.does('consumer.commit', { member: 0 });
    expect(failed.state.members[0]).toMatchObject({ owned: 0b01, step: 'process' });
    expect(failed.state.members[0].batch).toHaveLength(1);
  });

  it('does not process what it could not commit before', () => {
    const told = working({ application: { commit: 'before-processing' }, scope: { members: 2, records: 3 } })
      .does('consumer.commit', { member: 0 })
      .does('consumer.process', { member: 0 })
      .does('rebalance')
      .does('consumer.join', { member: 0 });
    stored(told).does('consumer.poll', { member: 0 }).does('consumer.commit', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ step: 'poll', batch: [] });
  });
});
