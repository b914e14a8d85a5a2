import type { Group } from '../../model/broker/group-coordinator.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import type { Query } from '../../model/query.ts';
import { has, type SmallSet } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';

/** The slots of two members, which can change places. */

/** What tells one member from another, whatever their slots are. 32 bits are enough: where two different members share them, the order is not unique, and some states are not merged. */
export const digest: Query<ClusterState, number> = {
  name: 'what a member is',
  of: ({ members }, member) => fingerprint(members[member]).low,
};

/** What a group knows of a slot of it. */
export const role: Query<ClusterState, number> = {
  name: 'what a group knows of a member',
  of: ({ groups }, group, slot) => roleOf(groups[group], slot),
};

/** What a group knows of a slot, as a number. */
export function roleOf(group: Group, slot: number): number {
  let role = (has(group.members, slot) ? 1 : 0) + (has(group.joined, slot) ? 2 : 0);
  role += has(group.unaware, slot) ? 4 : 0;
  for (const owner of group.assignment) role = 2 * role + (owner === slot ? 1 : 0);
  for (const owner of group.target) role = 2 * role + (owner === slot ? 1 : 0);
  return role;
}

/** The slot of the other one of two members; -1 stays nobody. */
export const otherSlot = (slot: number): number => (slot < 0 ? slot : 1 - slot);

/** The same of a set of the two. */
export const otherSlots = (set: SmallSet): SmallSet => ((set & 1) << 1) | ((set >> 1) & 1);

/** A group of two whose members have changed slots. */
export const withSlotsSwapped = (group: Group): Group => ({
  ...group,
  members: otherSlots(group.members),
  joined: otherSlots(group.joined),
  unaware: otherSlots(group.unaware),
  assignment: group.assignment.map(otherSlot),
  target: group.target.map(otherSlot),
});
