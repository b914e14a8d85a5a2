import type { Group } from '../../model/broker/group-coordinator.ts';
import type { Member } from '../../model/consumer/client/member.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import { has, type SmallSet } from '../../model/sets.ts';

/** The slots of two members, which can change places. */

const digests = new WeakMap<Member, number>();

/** What tells one member from another, whatever their slots are. 32 bits are enough: where two different members share them, the order is not unique, and some states are not merged. */
export function digestOf(member: Member): number {
  const known = digests.get(member);
  if (known !== undefined) return known;
  const digest = fingerprint(member).low;
  digests.set(member, digest);
  return digest;
}

/** What a group knows of a slot, as a number. */
export function roleOf(group: Group, slot: number): number {
  let role = (has(group.members, slot) ? 1 : 0) + (has(group.joined, slot) ? 2 : 0);
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
  assignment: group.assignment.map(otherSlot),
  target: group.target.map(otherSlot),
});
