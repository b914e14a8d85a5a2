import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../state.ts';
import { story } from '../../testing/story.ts';
import { withGroup, withMember } from '../../update.ts';
import { afterStoring, assignStored, keepUncommitted } from './stored-offsets.ts';

type Stores = 'refused' | 'kept' | 'committed';

const worldOf = (lateOffsetStore: Stores) => story({ topic: { partitions: 3 }, client: { lateOffsetStore } }).world;

/** A member of three partitions that owns the first two, where its group has committed 1. */
function member(stored: readonly number[], positions: readonly number[] = [2, 1, 2]): ClusterState {
  const { state } = story({ topic: { partitions: 3 } });
  const group = { ...state.groups[0], committed: [1, 1, 1] };
  return withMember(withGroup(state, 0, group), 0, { ...state.members[0], owned: 0b011, stored, positions });
}

it('what a member has read and not committed is kept when a rebalance meets it in the middle of a batch', () => {
  expect(keepUncommitted(worldOf('kept'), member([-1, 0, -1]), 0)).toEqual([2, 0, -1]);
});

describe('after a commit', () => {
  const stored = (how: Stores, before: readonly number[], offsets: readonly number[]) => {
    const state = member(before);
    return afterStoring(worldOf(how), state, state, 0, offsets).members[0].stored;
  };

  it('the application stores once more what it has processed, where the group has not committed it already', () => {
    expect(stored('kept', [-1, -1, -1], [2, 1, -1])).toEqual([2, -1, -1]);
    expect(stored('committed', [-1, 0, -1], [2, -1, -1])).toEqual([2, 0, -1]);
    expect(stored('kept', [-1, -1, -1], [0, -1, -1])).toEqual([0, -1, -1]);
    expect(stored('refused', [-1, -1, -1], [2, 1, -1])).toEqual([-1, -1, -1]);
  });

  it('what was stored of partitions of others is done with, or kept until they come back', () => {
    const others = (how: Stores) => stored(how, [-1, -1, 5], [-1, -1, 5])[2];
    expect([others('kept'), others('committed'), others('refused')]).toEqual([5, -1, -1]);
  });
});

describe('a partition that comes back', () => {
  const assigned = (how: Stores, stored: readonly number[]) => {
    const { members, groups } = assignStored(worldOf(how), member(stored), 0, 0);
    return { stored: members[0].stored, committed: groups[0].committed };
  };

  it('has the offset committed that was kept for it, be it 0, and no other', () => {
    expect(assigned('kept', [0, -1, 7])).toEqual({ stored: [-1, -1, 7], committed: [0, 1, 1] });
    expect(assigned('kept', [-1, -1, 7])).toEqual({ stored: [-1, -1, 7], committed: [1, 1, 1] });
  });

  it('has it forgotten by a client that only commits late', () => {
    expect(assigned('committed', [5, 6, -1])).toEqual({ stored: [-1, 6, -1], committed: [1, 1, 1] });
  });
});
