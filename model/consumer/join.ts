import type { ActionOf } from '../action.ts';
import { isBetweenPolls, mayRejoin } from '../application/loop.ts';
import { commitOnRevoke } from '../application/revocation.ts';
import { prepare } from '../broker/groups.ts';
import { coordinatorAnswers } from '../broker/reachability.ts';
import { withoutAssignment } from './client/starting.ts';
import { keepUncommitted } from './client/stored-offsets.ts';
import { fetchedAhead } from './client/fetch.ts';
import { deliver } from './deliver.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { add, has } from '../sets.ts';
import { withGroup, withMember } from '../update.ts';
import { groupOf, slotOf } from '../world.ts';

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
    const slot = slotOf(world, member);
    if (!has(group.members, slot)) return true;
    return world.rebalance !== 'kip-848' && group.phase === 'preparing' && !has(group.joined, slot);
  },
  next(world, state, { member }) {
    const index = groupOf(world, member);
    const slot = slotOf(world, member);
    const belongs = has(state.groups[index].members, slot);
    const inBatch = !isBetweenPolls(world, state, member);
    const revoked = belongs && !inBatch ? commitOnRevoke(world, state, member) : state;
    const group = prepare(revoked.groups[index]);
    const joined = withGroup(revoked, index, {
      ...group,
      members: add(group.members, slot),
      joined: add(group.joined, slot),
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
