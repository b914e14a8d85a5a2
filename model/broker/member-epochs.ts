import { has, range, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, slotOf, type World } from '../world.ts';

/** What the coordinator of a group of KIP-848 knows of each member: what it shall have, and its epoch. */

export const targetOf = (world: World, state: ClusterState, member: number): SmallSet =>
  partitionsWith(world, state.groups[groupOf(world, member)].target, slotOf(world, member));

export const partitionsWith = (world: World, owners: readonly number[], slot: number): SmallSet =>
  range(world.inputs).reduce((set, partition) => (owners[partition] === slot ? set | (1 << partition) : set), 0);

/** Whether the member has partitions that it shall give up. */
export const mustGiveUp = (world: World, state: ClusterState, member: number): boolean =>
  (state.members[member].owned & ~targetOf(world, state, member)) !== 0;

/**
 * Whether the coordinator raises the member's epoch by its next heartbeat: it has nothing left to give up
 * (`CurrentAssignmentBuilder.computeNextAssignment`).
 */
export function isBeingRaised(world: World, state: ClusterState, member: number): boolean {
  const { generation } = state.members[member];
  const group = state.groups[groupOf(world, member)];
  const isMember = has(group.members, slotOf(world, member)) && generation >= 0;
  return isMember && generation < group.generation && !mustGiveUp(world, state, member);
}

/** Whether the coordinator compares a member's epoch as it is, so that it refuses what crosses its answer (STALE_MEMBER_EPOCH). */
export const comparesEpochs = ({ rebalance, protocol }: World): boolean =>
  rebalance === 'kip-848' && !protocol.commitsByAssignmentEpoch;
