import type { Member } from './member.ts';
import { storeOffsets } from '../../broker/offset-commits.ts';
import { has, replaceAt } from '../../sets.ts';
import type { ClusterState } from '../../state.ts';
import { withMember } from '../../update.ts';
import { groupOf, type World } from '../../world.ts';

/** Offsets that a client keeps for a commit after the partition is gone: `Member.stored`. */

/** What the member had read and not committed when a rebalance met it in the middle of a batch. */
export function keepUncommitted(world: World, state: ClusterState, member: number): readonly number[] {
  const { owned, positions, stored } = state.members[member];
  const { committed } = state.groups[groupOf(world, member)];
  return stored.map((offset, partition) =>
    has(owned, partition) && positions[partition] > committed[partition] ? positions[partition] : offset,
  );
}

/** The application is told that its batch comes to nothing: it commits none of it, whatever was given up meanwhile. */
export const withoutRevoked = (world: World, member: Member): Member =>
  world.keepsRevoked && world.client.lateOffsetStore === 'refused'
    ? { ...member, stored: member.stored.map(() => -1) }
    : member;

/**
 * After a commit of `offsets`: the application stores once more what it has processed, late, and what was committed of
 * other partitions is done with.
 */
export function afterStoring(
  world: World,
  before: ClusterState,
  after: ClusterState,
  member: number,
  offsets: readonly number[],
): ClusterState {
  const { owned, stored } = after.members[member];
  const { committed } = before.groups[groupOf(world, member)];
  const keeps = world.client.lateOffsetStore === 'kept';
  const late = world.client.lateOffsetStore !== 'refused';
  const left = stored.map((offset, partition) => {
    if (!has(owned, partition)) return keeps ? offset : -1;
    const stores = late && offsets[partition] >= 0 && offsets[partition] !== committed[partition];
    return stores ? offsets[partition] : offset;
  });
  return withMember(after, member, { ...after.members[member], stored: left });
}

/** The partition is the member's (again): an offset that was kept for it is committed at once, or forgotten. */
export function assignStored(world: World, state: ClusterState, member: number, partition: number): ClusterState {
  const before = state.members[member];
  if (before.stored[partition] < 0) return state;
  const after = withMember(state, member, { ...before, stored: replaceAt(before.stored, partition, -1) });
  if (world.client.lateOffsetStore !== 'kept') return after;
  const only = before.stored.map((offset, index) => (index === partition ? offset : -1));
  return storeOffsets(world, after, member, only);
}
