import { withCommitted } from '../broker/group-offsets.ts';
import type { Group } from '../broker/group-coordinator.ts';
import { begun, countsIn, isComplete, withJoined, withoutSlot } from '../broker/group-rebalance.ts';
import { EMPTY, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup } from '../update.ts';
import type { World } from '../world.ts';

/** A request of a member to its group; -1 for somebody that the group does not know. */
export interface MemberRequest {
  readonly group: number;
  readonly slot: number;
  readonly generation: number;
}

export type MembershipError = 'none' | 'unknown-member' | 'illegal-generation' | 'rebalance-in-progress';

/** JoinGroup: the member takes part in the next generation. */
export const joinGroup = (world: World, state: ClusterState, group: number, slot: number): ClusterState =>
  withGroup(state, group, withJoined(world, state.groups[group], slot));

/** LeaveGroup, or a session that has expired: the others have to rebalance. */
export function leaveGroup(world: World, state: ClusterState, group: number, slot: number): ClusterState {
  const before = state.groups[group];
  return has(before.members, slot) ? withGroup(state, group, withoutSlot(world, before, slot)) : state;
}

/** Whether everybody that the group knows has joined. */
export const hasEverybodyJoined = (world: World, state: ClusterState, group: number): boolean =>
  isComplete(world, state.groups[group]);

/** The next generation begins. Who owns what its leader decides, and nobody here looks into that. */
export function beginGeneration(state: ClusterState, group: number): ClusterState {
  const before = state.groups[group];
  return withGroup(state, group, begun(before, before.generation + 1, before.assignment, before.target));
}

/** What a member is told that shows itself: Heartbeat, SyncGroup. */
export function membershipError(
  world: World,
  state: ClusterState,
  { group, slot, generation }: MemberRequest,
): MembershipError {
  const known = state.groups[group];
  if (!has(known.members, slot)) return 'unknown-member';
  if (!countsIn(world, known, slot, generation)) return 'illegal-generation';
  return known.phase === 'preparing' ? 'rebalance-in-progress' : 'none';
}

/**
 * Whether the coordinator takes a commit (`validateOffsetCommit`). A rebalance in preparation does not matter yet; one whose
 * assignment is awaited does. Whoever names no generation is in no group, and may commit while that is empty.
 *
 * @param synced whether the assignment of this generation is there.
 */
export function commitError(
  world: World,
  { members, phase, ...group }: Group,
  { slot, generation }: MemberRequest,
  synced: boolean,
): MembershipError {
  if (!world.protocol.generationFencing) return 'none';
  if (generation < 0 && slot < 0 && members === EMPTY) return 'none';
  if (!has(members, slot)) return 'unknown-member';
  if (!countsIn(world, { members, phase, ...group }, slot, generation)) return 'illegal-generation';
  return phase === 'stable' && !synced ? 'rebalance-in-progress' : 'none';
}

/** OffsetCommit. @param offsets per partition, -1 for none. */
export function commitOffsets(
  world: World,
  state: ClusterState,
  request: MemberRequest & { readonly offsets: readonly number[] },
  synced: boolean,
): { readonly state: ClusterState; readonly error: MembershipError } {
  const group = state.groups[request.group];
  const error = commitError(world, group, request, synced);
  if (error !== 'none') return { state, error };
  const after = withCommitted(group, request.offsets);
  return { state: after === group ? state : withGroup(state, request.group, after), error };
}

/**
 * OffsetFetch: the committed offset, -1 for none; null for UNSTABLE_OFFSET_COMMIT, where a transaction has sent offsets and
 * is not over (KIP-447).
 */
export function committedOffset(
  { protocol }: World,
  { committed, pending }: Group,
  partition: number,
  requireStable: boolean,
): number | null {
  const unstable = requireStable && protocol.offsetFetchRequiresStable;
  return unstable && pending.some(({ offsets }) => offsets[partition] >= 0) ? null : committed[partition];
}
