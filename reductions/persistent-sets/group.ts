import type { Action } from '../../model/action.ts';
import type { Ask, Query } from '../../model/query.ts';
import { add, elementsOf, EMPTY, firstN, has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { memberAt, type World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';

/**
 * Steps of the group that are a persistent set; null where they are not.
 *
 * 1. Everybody belongs to the group, has joined the rebalance and owns nothing: all wait for the next generation and do
 *    nothing before it, but that they may be stopped by a fault and then be evicted, and that a late commit may come.
 * 2. A member that has crashed and has not joined is waited for until it is evicted; nothing that others do in between
 *    depends on its slot, and what comes late of it comes before that or is refused. Outside a rebalance, one that a fault begins would come first, and everybody else has to know
 *    its assignment, which the eviction would keep from it.
 *
 * Under KIP-848 nobody waits for anybody.
 */
export function groupSteps(world: World, ask: Ask<ClusterState>, all: readonly Action[]): readonly Action[] | null {
  if (world.rebalance === 'kip-848' || ask(isAnybodyStalled)) return null;
  if (ask(allAreWaiting(world))) return all.filter(({ type }) => ofAllWaiting.has(type));
  const evictions = all.filter((action) => action.type === 'group.evict');
  if (evictions.length === 0) return null;
  if (ask(isPreparing)) {
    const late = evictions.find(({ member }) => !ask(hasJoined, member));
    return late === undefined ? null : withCommits([late], all);
  }
  const evicted = evictions.reduce((set, { member }) => add(set, member), EMPTY);
  return ask(othersAreSettled(world), evicted)
    ? withCommits([...evictions, ...all.filter(({ type }) => type === 'rebalance')], all)
    : null;
}

/** Evictions, and what can still arrive of those who are evicted. */
function withCommits(steps: readonly Action[], all: readonly Action[]): readonly Action[] {
  const commits = all.filter(
    (action) =>
      action.type === 'network.arrive-commit' &&
      steps.some((step) => step.type === 'group.evict' && step.member === action.member),
  );
  return [...steps, ...commits];
}

const isAnybodyStalled: Query<ClusterState, boolean> = {
  name: 'whether any member is stalled',
  of: ({ members }) => members.some(({ status }) => status === 'stalled'),
};

const isPreparing: Query<ClusterState, boolean> = {
  name: 'whether the group prepares a rebalance',
  of: ({ groups }) => groups[0].phase === 'preparing',
};

const hasJoined: Query<ClusterState, boolean> = {
  name: 'whether a member has joined',
  of: ({ groups }, member) => has(groups[0].joined, member),
};

const allAreWaiting = worldQuery(
  'whether all members have joined, and own nothing',
  ({ membersPerGroup }, { groups: [group], members }) =>
    group.phase === 'preparing' &&
    group.joined === group.members &&
    group.members === firstN(membersPerGroup) &&
    members.every(({ owned }) => owned === EMPTY),
);

/** Everybody in the group but those in a set knows the generation that it has. */
const othersAreSettled = worldQuery('whether all others know their assignment', (world, state, evicted) => {
  const { members, generation } = state.groups[0];
  return elementsOf(members & ~evicted).every(
    (slot) => state.members[memberAt(world, 0, slot)].generation === generation,
  );
});

const ofAllWaiting: ReadonlySet<Action['type']> = new Set([
  'group.complete',
  'group.evict',
  'network.arrive-commit',
  'consumer.crash',
  'consumer.stall',
] as const);
