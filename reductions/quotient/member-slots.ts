import type { Group } from '../../model/broker/group-coordinator.ts';
import type { Member } from '../../model/consumer/consumer.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import { has, type SmallSet } from '../../model/sets.ts';

/** The seats of two members, which can change places: `symmetry.ts`, `transform-canonical.ts`. */

const digests = new WeakMap<Member, number>();

/** What tells one member from another, whatever their seats are. 32 bits are enough: where two different members share them, the order is not unique, and some states are not merged. */
export function digestOf(member: Member): number {
  const known = digests.get(member);
  if (known !== undefined) return known;
  const digest = fingerprint(member).low;
  digests.set(member, digest);
  return digest;
}

/** What a group knows of a seat, as a number. */
export function roleOf(group: Group, seat: number): number {
  let role = (has(group.members, seat) ? 1 : 0) + (has(group.joined, seat) ? 2 : 0);
  for (const owner of group.assignment) role = 2 * role + (owner === seat ? 1 : 0);
  for (const owner of group.target) role = 2 * role + (owner === seat ? 1 : 0);
  return role;
}

/** The seat of the other one of two members; -1 stays nobody. */
export const otherSeat = (seat: number): number => (seat < 0 ? seat : 1 - seat);

const otherSeats = (set: SmallSet): SmallSet => ((set & 1) << 1) | ((set >> 1) & 1);

/** A group of two whose members have changed seats. */
export const withSeatsSwapped = (group: Group): Group => ({
  ...group,
  members: otherSeats(group.members),
  joined: otherSeats(group.joined),
  assignment: group.assignment.map(otherSeat),
  target: group.target.map(otherSeat),
});
