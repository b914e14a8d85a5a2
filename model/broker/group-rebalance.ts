import { add, EMPTY, has, remove } from '../sets.ts';
import type { World } from '../world.ts';
import type { Group } from './group-coordinator.ts';

/** What a group's coordinator does about its members, whoever they are: rebalances, and the generations that they end in. */

/** A rebalance begins, unless one is in preparation already: everybody has to join again. */
export function prepare(group: Group): Group {
  return group.phase === 'preparing' ? group : { ...group, phase: 'preparing', joined: EMPTY };
}

/** A rebalance begins for a reason of its own, so that the assignor may want something else than before. */
export function prepareAnew({ rebalance }: Pick<World, 'rebalance'>, group: Group): Group {
  const prepared = prepare(group);
  return rebalance === 'cooperative' ? { ...prepared, target: prepared.target.map(() => -1) } : prepared;
}

/** JoinGroup: of a member, or of somebody new. */
export function withJoined(world: Pick<World, 'rebalance'>, before: Group, slot: number): Group {
  const isKnown = has(before.members, slot) && !isPassedOver(before, slot);
  const group = isKnown ? prepare(before) : prepareAnew(world, before);
  const { members, joined, unaware } = group;
  return ended(before, {
    ...group,
    members: add(members, slot),
    joined: add(joined, slot),
    unaware: remove(unaware, slot),
  });
}

/**
 * A JoinGroup of the group's leader that had outlived its connection: everybody has to join again, and it has
 * (`classicGroupJoinExistingMember`: "Force a rebalance if the leader sends JoinGroup").
 */
export function withUnaware(before: Group, slot: number): Group {
  const group = prepare(before);
  return ended(before, { ...group, unaware: add(group.unaware, slot) });
}

/**
 * Whether a generation has begun without the member's knowing. It is the leader of it, so that nobody has an assignment before
 * it asks for its own: until then the group here is as if it prepared the next one.
 */
export const isPassedOver = (group: Group, slot: number): boolean => has(group.unaware, slot) && hasEnded(group);

const hasEnded = ({ members, joined, unaware }: Group): boolean => unaware !== EMPTY && (joined | unaware) === members;

/** A generation that begins without the knowledge of its leader. */
const ended = (before: Group, after: Group): Group =>
  hasEnded(after) && !hasEnded(before) ? { ...after, generation: after.generation + 1 } : after;

/** The member belongs to the group no longer: the others have to rebalance. */
export function withoutSlot(world: Pick<World, 'rebalance'>, before: Group, slot: number): Group {
  const group = prepareAnew(world, before);
  const freed = world.rebalance === 'kip-848' ? group.assignment.map((owner) => (owner === slot ? -1 : owner)) : null;
  return ended(before, {
    ...group,
    members: remove(group.members, slot),
    joined: remove(group.joined, slot),
    unaware: remove(group.unaware, slot),
    assignment: freed ?? group.assignment,
  });
}

/** Whether everybody has joined; under KIP-848, where nobody has to, whether something has changed. */
export const isComplete = ({ rebalance }: Pick<World, 'rebalance'>, { phase, members, joined }: Group): boolean =>
  phase === 'preparing' && members !== EMPTY && (rebalance === 'kip-848' || joined === members);

/** The next generation begins. */
export const begun = (
  group: Group,
  generation: number,
  assignment: Group['assignment'],
  target: Group['target'],
): Group => ({ ...group, generation, phase: 'stable', joined: EMPTY, assignment, target });

/** Whether the group counts the member in, in the generation that it names. Under KIP-848 each member has an epoch of its own. */
export function countsIn(
  { rebalance }: Pick<World, 'rebalance'>,
  group: Group,
  slot: number,
  generation: number,
): boolean {
  if (!has(group.members, slot) || generation < 0) return false;
  return rebalance === 'kip-848' || generation === group.generation;
}
