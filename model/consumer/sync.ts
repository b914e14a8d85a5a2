import type { ActionOf } from '../action.ts';
import { maySync } from '../application/loop.ts';
import { mustGiveUp } from '../broker/member-epochs.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { assignedTo, canStart, startOn } from './client/starting.ts';
import { assign, mayAssign } from './manual-assignment.ts';
import * as kip429 from './kip-429.ts';
import * as kip848 from './kip-848.ts';
import { beginProducers, locate, mayLocate } from './partition-producers.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';

/**
 * SyncGroup and OffsetFetch: the member learns what it owns and where to start. Between the two nothing can happen to
 * the offsets: a commit of an older generation is refused, and pending ones are waited for (KIP-447). Under KIP-848
 * it is the heartbeat in which member and coordinator reconcile: between polls, or in the background
 * (KAFKA-20332), where partitions are given up alone, since a new one starts at an offset that poll() asks for. With a
 * producer for each input partition SyncGroup and OffsetFetch are two steps, between which those begin.
 */
export const sync: Rule<ActionOf<'consumer.sync'>> = {
  instances: perMember('consumer.sync'),
  enabled(world, state, { member }) {
    if (world.assigns) return mayAssign(world, state, member);
    if (world.ids === 'per-partition' && mayLocate(world, state, member)) return true;
    if (kip848.mayHearOfFencing(world, state, member)) return true;
    const group = state.groups[groupOf(world, member)];
    if (group.phase !== 'stable' || !has(group.members, slotOf(world, member))) return false;
    if (!groupCoordinatorAnswers(world, state)) return false;
    if (!maySync(world, state, member)) return mayGiveUp(world, state, member);
    switch (world.rebalance) {
      case 'eager':
        return state.members[member].generation < 0 && canStart(world, state, member, assignedTo(world, state, member));
      case 'cooperative':
        return kip429.mayAdopt(world, state, member);
      case 'kip-848':
        return kip848.mayReconcile(world, state, member);
    }
  },
  next(world, state, { member }) {
    if (world.assigns) return assign(world, state, member);
    if (world.ids !== 'per-partition') return learn(world, state, member);
    if (mayLocate(world, state, member)) return locate(world, state, member);
    return beginProducers(world, state, learn(world, state, member), member);
  },
};

/** Whether the network thread gives partitions up that its loop may have records of in hand. */
const mayGiveUp = (world: World, state: ClusterState, member: number): boolean =>
  world.givesUpInBackground && state.members[member].status === 'up' && mustGiveUp(world, state, member);

/** The member learns its assignment. */
function learn(world: World, state: ClusterState, member: number): ClusterState {
  switch (world.rebalance) {
    case 'eager': {
      const { generation } = state.groups[groupOf(world, member)];
      const synced = withMember(state, member, { ...state.members[member], generation });
      return startOn(world, synced, member, assignedTo(world, state, member));
    }
    case 'cooperative':
      return kip429.adopt(world, state, member);
    case 'kip-848':
      return kip848.mayHearOfFencing(world, state, member)
        ? kip848.hearOfFencing(state, member)
        : kip848.reconcile(world, state, member);
  }
}
