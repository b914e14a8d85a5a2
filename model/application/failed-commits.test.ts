import { describe, expect, it } from 'vitest';
import { committedOffset } from '../testing/looking.ts';
import { allStored, completed, rejoining, working } from '../testing/cooperative-members.ts';

describe('a loop whose client has failed a commit, as it is rejoining (RebalanceInProgressException)', () => {
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
    allStored(told).does('consumer.poll', { member: 0 }).does('consumer.commit', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ step: 'poll', batch: [] });
  });
});
