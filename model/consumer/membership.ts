import type { ActionOf } from '../action.ts';
import { isBetweenPolls } from '../application/loop.ts';
import { commitOnRevoke } from '../application/revocation.ts';
import { prepare } from '../broker/groups.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { add, has } from '../sets.ts';
import { coordinatorAnswers, withGroup, withMember } from '../update.ts';
import { groupOf, seatOf } from '../world.ts';
import * as kip429 from './kip-429.ts';
import * as kip848 from './kip-848.ts';
import { assignedTo, canStart, startOn, withoutAssignment } from './starting.ts';

/**
 * JoinGroup, sent from inside poll(): because a rebalance is in preparation, or because the member found out that the
 * group goes on without it. Under the eager protocol everything is revoked first, and the revocation commits; under
 * the cooperative one (KIP-429) everything is kept. KIP-848 has no rebalance to join: only strangers join.
 */
export const join: Rule<ActionOf<'consumer.join'>> = {
  instances: perMember('consumer.join'),
  enabled(world, state, { member }) {
    if (!isBetweenPolls(world, state, member) || !coordinatorAnswers(world, state)) return false;
    const group = state.groups[groupOf(world, member)];
    const seat = seatOf(world, member);
    if (!has(group.members, seat)) return true;
    return world.rebalance !== 'kip-848' && group.phase === 'preparing' && !has(group.joined, seat);
  },
  next(world, state, { member }) {
    const index = groupOf(world, member);
    const seat = seatOf(world, member);
    const belongs = has(state.groups[index].members, seat);
    const revoked = belongs ? commitOnRevoke(world, state, member) : state;
    const group = prepare(revoked.groups[index]);
    const joined = withGroup(revoked, index, {
      ...group,
      members: add(group.members, seat),
      joined: add(group.joined, seat),
    });
    if (belongs && world.rebalance === 'cooperative') return joined;
    return withMember(joined, member, withoutAssignment(world, joined.members[member]));
  },
};

/**
 * SyncGroup and OffsetFetch: the member learns what it owns and where to start. Between the two nothing can happen to
 * the offsets: a commit of an older generation is refused, and pending ones are waited for (KIP-447). Under KIP-848
 * it is the heartbeat in which member and coordinator reconcile.
 */
export const sync: Rule<ActionOf<'consumer.sync'>> = {
  instances: perMember('consumer.sync'),
  enabled(world, state, { member }) {
    const group = state.groups[groupOf(world, member)];
    if (group.phase !== 'stable' || !has(group.members, seatOf(world, member))) return false;
    if (!isBetweenPolls(world, state, member) || !coordinatorAnswers(world, state)) return false;
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
    switch (world.rebalance) {
      case 'eager': {
        const { generation } = state.groups[groupOf(world, member)];
        const synced = withMember(state, member, { ...state.members[member], generation });
        return startOn(world, synced, member, assignedTo(world, state, member));
      }
      case 'cooperative':
        return kip429.adopt(world, state, member);
      case 'kip-848':
        return kip848.reconcile(world, state, member);
    }
  },
};
