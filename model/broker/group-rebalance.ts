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
  const group = has(before.members, slot) ? prepare(before) : prepareAnew(world, before);
  return { ...group, members: add(group.members, slot), joined: add(group.joined, slot) };
}

/** The member belongs to the group no longer: the others have to rebalance. */
export function withoutSlot(world: Pick<World, 'rebalance'>, before: Group, slot: number): Group {
  const group = prepareAnew(world, before);
  const freed = world.rebalance === 'kip-848' ? group.assignment.map((owner) => (owner === slot ? -1 : owner)) : null;
  return {
    ...group,
    members: remove(group.members, slot),
    joined: remove(group.joined, slot),
    assignment: freed ?? group.assignment,
  };
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
