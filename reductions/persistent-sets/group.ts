import type { Action } from '../../model/action.ts';
import { elementsOf, firstN, has, remove } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { memberAt, type World } from '../../model/world.ts';

/**
 * Steps of the group that are a persistent set; null where they are not.
 *
 * 1. Everybody belongs to the group and has joined the rebalance: all wait for the next generation and do nothing before
 *    it, but that they may be stopped by a fault and then be evicted.
 * 2. A member that has crashed and has not joined is waited for until it is evicted; nothing that others do in between
 *    depends on its slot. Outside a rebalance, one that a fault begins would come first, and everybody else has to know
 *    its assignment, which the eviction would keep from it.
 */
export function groupSteps(world: World, state: ClusterState, all: readonly Action[]): readonly Action[] | null {
  if (state.members.some(({ status }) => status === 'stalled')) return null;
  const { phase, members, joined, generation } = state.groups[0];
  if (phase === 'preparing' && joined === members && members === firstN(world.membersPerGroup)) {
    return all.filter(({ type }) => ofAllWaiting.has(type));
  }
  const evictions = all.filter((action) => action.type === 'group.evict');
  if (evictions.length === 0) return null;
  if (phase === 'preparing') {
    const late = evictions.find(({ member }) => !has(joined, member));
    return late === undefined ? null : [late];
  }
  let others = members;
  for (const { member } of evictions) others = remove(others, member);
  const settled = elementsOf(others).every((slot) => state.members[memberAt(world, 0, slot)].generation === generation);
  return settled ? [...evictions, ...all.filter(({ type }) => type === 'rebalance')] : null;
}

const ofAllWaiting: ReadonlySet<Action['type']> = new Set([
  'group.complete',
  'group.evict',
  'consumer.crash',
  'consumer.stall',
] as const);
