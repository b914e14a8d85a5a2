import { mayCommitOffsets } from '../application/committing.ts';
import { callListener, commitPositions, listenerReturns } from '../application/revocation.ts';
import { afterGivingUp, withoutStaleCommits } from '../broker/late-commits.ts';
import { partitionsWith, targetOf } from '../broker/member-epochs.ts';
import { EMPTY, has, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withMember } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';
import { canStart, startOn, stopOn } from './client/starting.ts';

/**
 * The consumer rebalance protocol (KIP-848, `group.protocol=consumer`): no generation that everybody waits for. The
 * coordinator has a target assignment; each member's heartbeat brings it closer, first giving up, then taking what is
 * free. A member's epoch is its own, and a commit is compared with that.
 */

/** Whether the member's next heartbeat changes anything. */
export function mayReconcile(world: World, state: ClusterState, member: number): boolean {
  const { owned, generation } = state.members[member];
  const target = targetOf(world, state, member);
  if ((owned & ~target) !== 0) return listenerReturns(world, state, member, owned & ~target);
  const free = target & ~owned & unowned(world, state, member);
  if (free !== 0) return canStart(world, state, member, free, !isRefused(world, state, member));
  return owned === target && generation < state.groups[groupOf(world, member)].generation;
}

export function reconcile(world: World, state: ClusterState, member: number): ClusterState {
  const { owned } = state.members[member];
  const target = targetOf(world, state, member);
  const revoked = owned & ~target;
  if (revoked !== 0) {
    const told = callListener(world, commitPositions(world, state, member), member, revoked);
    const given = assign(world, stopOn(world, told, member, revoked), member, revoked, -1);
    return afterGivingUp(world, given, member, revoked);
  }
  const free = target & ~owned & unowned(world, state, member);
  const { generation } = state.groups[groupOf(world, member)];
  const answered = !isRefused(world, state, member);
  const taken = startOn(world, assign(world, state, member, free, slotOf(world, member)), member, free, answered);
  const before = taken.members[member];
  const raised = withMember(taken, member, { ...before, generation });
  return withoutStaleCommits(world, raised, member, { taken: free, owned, isRaised: before.generation < generation });
}

/** An OffsetFetch that still names the member's former epoch is refused: STALE_MEMBER_EPOCH. */
function isRefused(world: World, state: ClusterState, member: number): boolean {
  const epoch = state.members[member].generation;
  return epoch >= 0 && epoch < state.groups[groupOf(world, member)].generation && !world.client.retriesOffsetFetch;
}

const unowned = (world: World, state: ClusterState, member: number): SmallSet =>
  partitionsWith(world, state.groups[groupOf(world, member)].assignment, -1);

/**
 * Whether the member can hear, while its loop is at a commit, that its group goes on without it and is empty by now. It has
 * left by itself (`transitionToStale`), or the answer to its heartbeat says so (`transitionToFenced`). With a listener it keeps what it
 * owns until poll() has called that, and commits from then on without a member epoch (`onMemberEpochUpdated`). Where others
 * are in the group that changes nothing: they are refused either way.
 */
export const mayHearOfFencing = (world: World, state: ClusterState, member: number): boolean =>
  world.rebalance === 'kip-848' &&
  !world.rejoinsInBackground &&
  state.groups[groupOf(world, member)].members === EMPTY &&
  state.members[member].generation >= 0 &&
  mayCommitOffsets(world, state, member);

export const hearOfFencing = (state: ClusterState, member: number): ClusterState =>
  withMember(state, member, { ...state.members[member], generation: -1 });

function assign(world: World, state: ClusterState, member: number, partitions: SmallSet, slot: number): ClusterState {
  const index = groupOf(world, member);
  const group = state.groups[index];
  const assignment = group.assignment.map((owner, partition) => (has(partitions, partition) ? slot : owner));
  return withGroup(state, index, { ...group, assignment });
}
