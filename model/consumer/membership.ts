import type { ActionOf } from '../action.ts';
import { isBetweenPolls, mayRejoin, maySync } from '../application/loop.ts';
import { commitOnRevoke } from '../application/revocation.ts';
import { prepare } from '../broker/groups.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { add, has } from '../sets.ts';
import { coordinatorAnswers, withGroup, withMember } from '../update.ts';
import { groupOf, seatOf } from '../world.ts';
import * as kip429 from './kip-429.ts';
import * as kip848 from './kip-848.ts';
import { deliver, fetchedAhead } from './polling.ts';
import { assignedTo, canStart, startOn, withoutAssignment } from './starting.ts';
import { keepUncommitted } from './stored-offsets.ts';

/**
 * JoinGroup, sent from inside poll(): because a rebalance is in preparation, or because the member found out that the
 * group goes on without it. Under the eager protocol everything is revoked first, and the revocation commits; under
 * the cooperative one (KIP-429) everything is kept. KIP-848 has no rebalance to join: only strangers join.
 */
export const join: Rule<ActionOf<'consumer.join'>> = {
  instances: perMember('consumer.join'),
  enabled(world, state, { member }) {
    if (!mayRejoin(world, state, member) || !coordinatorAnswers(world, state)) return false;
    const group = state.groups[groupOf(world, member)];
    const seat = seatOf(world, member);
    if (!has(group.members, seat)) return true;
    return world.rebalance !== 'kip-848' && group.phase === 'preparing' && !has(group.joined, seat);
  },
  next(world, state, { member }) {
    const index = groupOf(world, member);
    const seat = seatOf(world, member);
    const belongs = has(state.groups[index].members, seat);
    const inBatch = !isBetweenPolls(world, state, member);
    const revoked = belongs && !inBatch ? commitOnRevoke(world, state, member) : state;
    const group = prepare(revoked.groups[index]);
    const joined = withGroup(revoked, index, {
      ...group,
      members: add(group.members, seat),
      joined: add(group.joined, seat),
    });
    if (belongs && world.rebalance === 'cooperative') return joined;
    const before = joined.members[member];
    if (inBatch) {
      const stored = keepUncommitted(world, joined, member);
      return withMember(joined, member, { ...withoutAssignment(world, before), stored });
    }
    const ahead = world.client.flushesQueueOnRebalance ? [] : fetchedAhead(world, joined, member);
    const left = withMember(joined, member, withoutAssignment(world, before));
    return ahead.length === 0 ? left : deliver(world, left, member, ahead);
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
    if (!maySync(world, state, member) || !coordinatorAnswers(world, state)) return false;
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
