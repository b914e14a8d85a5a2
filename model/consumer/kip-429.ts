import { callListener, listenerReturns } from '../application/revocation.ts';
import { prepare } from '../broker/groups.ts';
import { has, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withMember } from '../update.ts';
import { groupOf, type World } from '../world.ts';
import { fetchedAhead } from './client/fetch.ts';
import type { Polled } from './client/member.ts';
import { assignedTo, canStart, startOn, stopOn } from './client/starting.ts';
import { deliver } from './deliver.ts';

/**
 * Cooperative rebalancing (KIP-429, 2.4): members go on working through a rebalance, and commit nothing from JoinGroup
 * until they have taken their assignment (`isRejoining`). A partition that changes hands is
 * assigned to nobody in the first round; its old owner gives it up when it learns that, and a second round follows.
 */

/** Whether the member has an assignment to learn. */
export function mayAdopt(world: World, state: ClusterState, member: number): boolean {
  const before = state.members[member];
  if (before.generation >= state.groups[groupOf(world, member)].generation) return false;
  const assigned = assignedTo(world, state, member);
  const revoked = before.owned & ~assigned;
  if (revoked !== 0 && !listenerReturns(world, state, member, revoked)) return false;
  return canStart(world, state, member, assigned & ~before.owned);
}

/**
 * onJoinComplete: gives up what is no longer assigned and asks for the second round, takes what is new. The listener is
 * called, which may commit; enable.auto.commit does not: what poll() has returned since JoinGroup is in no commit.
 */
export function adopt(world: World, state: ClusterState, member: number): ClusterState {
  const index = groupOf(world, member);
  const assigned = assignedTo(world, state, member);
  const { generation } = state.groups[index];
  let after = withMember(state, member, { ...state.members[member], generation });
  const { owned } = after.members[member];
  const revoked = owned & ~assigned;
  if (revoked !== 0) {
    const queue = queueOf(world, after, member, revoked);
    after = stopOn(world, callListener(world, after, member, revoked), member, revoked);
    after = withGroup(deliver(world, after, member, queue), index, prepare(after.groups[index]));
  }
  return startOn(world, after, member, assigned & ~owned);
}

/** What a client that does not empty its queue will deliver of partitions that are taken away. */
const queueOf = (world: World, state: ClusterState, member: number, revoked: SmallSet): readonly Polled[] =>
  world.client.flushesQueueOnRebalance
    ? []
    : fetchedAhead(world, state, member).filter(({ partition }) => has(revoked, partition));
