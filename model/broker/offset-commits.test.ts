import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { Incident } from '../observer/ledger.ts';
import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { story, transforming } from '../testing/story.ts';
import { withGroup, withLedger, withMember } from '../update.ts';
import type { World } from '../world.ts';
import type { Group, PendingOffsets } from './group-coordinator.ts';
import {
  acceptsCommit,
  acceptsCommitAs,
  addPending,
  isBehind,
  isCurrent,
  markPending,
  settlePending,
  storeOffsets,
} from './offset-commits.ts';

const draft: SetupDraft = { topic: { partitions: 2 }, scope: { members: 2, groups: 2 } };
const worldOf = (more: SetupDraft = {}): World => story({ ...draft, ...more }).world;
const world = worldOf();

/** Two groups of two members; the first one of group 0 owns partition 0, the second one partition 1, in generation 3. */
function stable(group: Partial<Group> = {}, generations: readonly number[] = [3, 3]): ClusterState {
  const { state } = story(draft);
  const base = { ...state.groups[0], generation: 3, phase: 'stable' as const, members: 0b11, assignment: [0, 1] };
  const after = withGroup(state, 0, { ...base, committed: [1, 1], ...group });
  return generations.reduce(
    (members, generation, slot) => withMember(members, slot, { ...members.members[slot], generation }),
    withLedger(after, {
      commits: [
        [1, 1],
        [-1, -1],
      ],
    }),
  );
}

describe('a commit', () => {
  it('is taken from a member of the current generation', () => {
    expect([0, 1].map((member) => isCurrent(world, stable({}, [3, 2]), member))).toEqual([true, false]);
    expect([2, 3].map((generation) => acceptsCommitAs(world, stable(), 0, generation))).toEqual([false, true]);
    expect(acceptsCommit(world, stable({ members: 0b10 }), 0)).toBe(false);
  });

  it('is taken from a member with an epoch of its own under KIP-848, and from none without', () => {
    const kip848 = worldOf({ consumer: { 'group.protocol': 'consumer' } });
    expect([-1, 2, 3].map((generation) => isCurrent(kip848, stable({}, [generation, 3]), 0))).toEqual([
      false,
      true,
      true,
    ]);
    expect(isCurrent(kip848, stable({ members: 0b10 }), 0)).toBe(false);
  });

  it('is taken from anybody where generations fence nobody', () => {
    const unfenced = worldOf({ protocol: { generationFencing: false } });
    const left = stable({ members: 0b10 }, [2, 3]);
    expect([acceptsCommit(unfenced, left, 0), acceptsCommitAs(unfenced, left, 0, 1)]).toEqual([true, true]);
  });

  it('comes too early from a member that has not learned the newest generation, not from one that has left', () => {
    expect([0, 1].map((member) => isBehind(world, stable({}, [2, 3]), member))).toEqual([true, false]);
    expect(isBehind(world, stable({ members: 0b10 }, [2, 3]), 0)).toBe(false);
  });

  it('is stored as it comes, offset 0 included, where it names a partition', () => {
    const after = storeOffsets(world, stable(), 0, [0, -1]);
    expect([after.groups[0].committed, after.ledger.commits[0]]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(after.groups[1].committed).toEqual([-1, -1]);
  });

  it('that says nothing new changes nothing', () => {
    const before = stable();
    expect(storeOffsets(world, before, 0, [1, -1])).toBe(before);
  });
});

describe('a commit by somebody who is no owner', () => {
  const isForeign = (state: ClusterState, member: number, offsets: readonly number[]): boolean =>
    has(storeOffsets(world, state, member, offsets).ledger.incidents, Incident.foreignCommit);

  it('is seen, be it of offset 0, and of one of several partitions', () => {
    expect([isForeign(stable(), 0, [2, -1]), isForeign(stable(), 1, [-1, 2])]).toEqual([false, false]);
    expect([isForeign(stable(), 0, [-1, 0]), isForeign(stable(), 1, [2, 2])]).toEqual([true, true]);
  });

  it('is one by a member of an older generation', () => {
    expect(isForeign(stable({}, [2, 3]), 0, [2, -1])).toBe(true);
  });

  it('is none where nobody owns the partition: it is just being given up', () => {
    expect(isForeign(stable({ assignment: [-1, 1] }), 0, [2, -1])).toBe(false);
  });
});

describe('offsets of a transaction', () => {
  const inTransactions = (more: SetupDraft = {}): World => story(transforming({ ...draft, ...more })).world;
  const pending = (producer: number, offsets: readonly number[]): PendingOffsets => ({
    producer,
    epoch: 0,
    transaction: 0,
    marked: 'nothing',
    offsets,
  });
  const waiting = (...all: PendingOffsets[]): ClusterState => stable({ pending: all });

  it('wait in the order of their producers, and take the place of what was there of the same one', () => {
    const first = addPending(inTransactions(), waiting(pending(1, [-1, 5])), 0, pending(0, [4, -1]));
    expect(first.groups[0].pending).toEqual([pending(0, [4, -1]), pending(1, [-1, 5])]);
    const again = addPending(inTransactions(), first, 1, pending(1, [-1, 6]));
    expect(again.groups[0].pending).toEqual([pending(0, [4, -1]), pending(1, [-1, 6])]);
    expect([again.groups[0].committed, again.ledger.incidents]).toEqual([[1, 1], first.ledger.incidents]);
  });

  it('count at once on a broker where they wait for nothing', () => {
    const without = inTransactions({ protocol: { offsetsWaitForMarker: false } });
    const { committed, pending: left } = addPending(without, waiting(), 0, pending(0, [4, -1])).groups[0];
    expect([committed, left]).toEqual([[4, 1], []]);
  });

  it('are committed or dropped with the marker of their producer, and no others', () => {
    const before = waiting(pending(0, [4, -1]), pending(1, [-1, 5]));
    const settled = (producer: number, commit: boolean) => settlePending(before, producer, commit).groups[0];
    expect(settled(0, true)).toMatchObject({ committed: [4, 1], pending: [pending(1, [-1, 5])] });
    expect(settled(1, false)).toMatchObject({ committed: [1, 1], pending: [pending(0, [4, -1])] });
    expect(settlePending(before, 2, true)).toBe(before);
  });

  it('are marked for their producer alone when they are applied later (KAFKA-17507)', () => {
    const before = waiting(pending(0, [4, -1]), pending(1, [-1, 5]));
    expect(markPending(before, 1, 'abort').groups[0].pending.map(({ marked }) => marked)).toEqual(['nothing', 'abort']);
    expect(markPending(waiting(), 1, 'abort').groups).toEqual(waiting().groups);
  });
});
