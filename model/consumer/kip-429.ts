import { isBetweenPolls, mayRejoin } from '../application/loop.ts';
import { callListener, commitPositions, listenerReturns } from '../application/revocation.ts';
import { prepare } from '../broker/group-rebalance.ts';
import { add, EMPTY, has, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withMember } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';
import { fetchedAhead } from './client/fetch.ts';
import type { Polled } from './client/member.ts';
import { assignedTo, canStart, ownUnlocated, startOn, stopOn, unlocatedOf } from './client/starting.ts';
import { deliver } from './deliver.ts';

/**
 * Cooperative rebalancing (KIP-429, 2.4): members go on working through a rebalance, and commit nothing from JoinGroup
 * until they have taken their assignment (`isRejoining`). A partition that changes hands is
 * assigned to nobody in the first round; its old owner gives it up when it learns that, and asks for a second round in the
 * same poll().
 */

/** Whether the member has an assignment to learn. */
export function mayAdopt(world: World, state: ClusterState, member: number): boolean {
  const before = state.members[member];
  const isNew = before.generation < state.groups[groupOf(world, member)].generation;
  const assigned = assignedTo(world, state, member);
  const revoked = before.owned & ~assigned;
  if (!isNew && (!world.spansPolls || revoked === EMPTY)) return false;
  if (revoked !== EMPTY && !listenerReturns(world, state, member, revoked)) return isNew && commitsInListener(world);
  return asksLater(world, state, member, revoked) || canStart(world, state, member, toLocate(state, member, assigned));
}

/**
 * onJoinComplete: gives up what is no longer assigned and joins the second round, takes what is new. The listener is
 * called, which may commit; enable.auto.commit does not: what poll() has returned since JoinGroup is in no commit, unless
 * the member keeps the partition and commits it as it joins again (`onJoinPrepare`).
 */
export function adopt(world: World, state: ClusterState, member: number): ClusterState {
  const assigned = assignedTo(world, state, member);
  const { generation } = state.groups[groupOf(world, member)];
  const synced = withMember(state, member, { ...state.members[member], generation });
  if (commitsInListener(world) && !listenerReturns(world, state, member, EMPTY)) {
    if ((synced.members[member].owned & ~assigned) !== EMPTY) return synced;
  }
  const { owned } = synced.members[member];
  const revoked = owned & ~assigned;
  const after = revoked === EMPTY ? synced : giveUp(world, synced, member, revoked);
  return asksLater(world, state, member, revoked)
    ? ownUnlocated(after, member, assigned & ~owned)
    : startOn(world, after, member, toLocate(after, member, assigned));
}

/**
 * A listener that commits a transaction does so in the new generation, which the consumer knows before it calls
 * onPartitionsRevoked: the first half of the step is one by itself.
 */
const commitsInListener = ({ spansPolls, onRevoke }: World): boolean =>
  spansPolls && (onRevoke === 'commit' || onRevoke === 'drain');

/** Partitions are revoked; `requestRejoin` has the member join again, which starts the next rebalance. */
function giveUp(world: World, state: ClusterState, member: number, revoked: SmallSet): ClusterState {
  const index = groupOf(world, member);
  const queue = queueOf(world, state, member, revoked);
  const stopped = stopOn(world, callListener(world, state, member, revoked), member, revoked);
  const rejoins = mayRejoin(world, state, member);
  const committed = rejoins && isBetweenPolls(world, state, member) ? commitPositions(world, stopped, member) : stopped;
  const delivered = deliver(world, committed, member, queue);
  const group = prepare(delivered.groups[index]);
  const joined = rejoins ? add(group.joined, slotOf(world, member)) : group.joined;
  return withGroup(delivered, index, { ...group, joined });
}

/**
 * Whether the member asks only with its next assignment where to start on what is new in this one: it joins again first, and
 * until that is answered `updateAssignmentMetadataIfNeeded` gets no further.
 */
const asksLater = (world: World, state: ClusterState, member: number, revoked: SmallSet): boolean =>
  revoked !== EMPTY && mayRejoin(world, state, member);

/** Of what is assigned what the member does not own, or owns and has not asked yet where to start on. */
const toLocate = (state: ClusterState, member: number, assigned: SmallSet): SmallSet =>
  assigned & (~state.members[member].owned | unlocatedOf(state, member));

/** What a client that does not empty its queue will deliver of partitions that are taken away. */
const queueOf = (world: World, state: ClusterState, member: number, revoked: SmallSet): readonly Polled[] =>
  world.client.flushesQueueOnRebalance
    ? []
    : fetchedAhead(world, state, member).filter(({ partition }) => has(revoked, partition));
