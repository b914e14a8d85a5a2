import type { ActionOf } from '../action.ts';
import { isBetweenPolls, mayRejoin } from '../application/loop.ts';
import { callListener, commitPositions, listenerReturns, loseInHand } from '../application/revocation.ts';
import type { Group } from '../broker/group-coordinator.ts';
import { isPassedOver, withJoined } from '../broker/group-rebalance.ts';
import { afterChange } from '../broker/groups.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { withoutAssignment } from './client/starting.ts';
import { keepUncommitted } from './client/stored-offsets.ts';
import { fetchedAhead } from './client/fetch.ts';
import { deliver } from './deliver.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withMember } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';

/**
 * JoinGroup, sent from inside poll(): because a rebalance is in preparation, or because the member found out that the
 * group goes on without it. Under the eager protocol everything is revoked first, and the revocation commits; under
 * the cooperative one (KIP-429) everything is kept, and only enable.auto.commit commits. KIP-848 has no rebalance to join:
 * only strangers join, and without a listener the network thread does that whatever the loop is doing
 * (`AbstractMembershipManager.transitionToFenced`).
 */
export const join: Rule<ActionOf<'consumer.join'>> = {
  instances: (world) => (world.assigns ? [] : perMember('consumer.join')(world)),
  enabled(world, state, { member }) {
    if (!mayRejoin(world, state, member) || !groupCoordinatorAnswers(world, state)) return false;
    const group = state.groups[groupOf(world, member)];
    const slot = slotOf(world, member);
    if (!countsOn(group, slot)) return listenerReturns(world, state, member, world.everyInput);
    if (world.rebalance === 'kip-848' || group.phase !== 'preparing' || has(group.joined, slot)) return false;
    return world.rebalance === 'cooperative' || listenerReturns(world, state, member, world.everyInput);
  },
  next(world, state, { member }) {
    const index = groupOf(world, member);
    const slot = slotOf(world, member);
    const belongs = countsOn(state.groups[index], slot);
    const inBatch = !isBetweenPolls(world, state, member);
    const inBackground = inBatch && world.rejoinsInBackground;
    const revoked = inBatch && !inBackground ? state : leaveGeneration(world, state, member, belongs);
    const group = withJoined(world, revoked.groups[index], slot);
    const joined = afterChange(world, withGroup(revoked, index, group), revoked, index);
    if (belongs && world.rebalance === 'cooperative') return joined;
    const before = joined.members[member];
    // The answer to the heartbeat that joins has the new epoch, which commits of the old batch name from then on.
    if (inBackground) {
      return withMember(joined, member, { ...withoutAssignment(world, before), generation: group.generation });
    }
    if (inBatch) {
      const stored = keepUncommitted(world, joined, member);
      return withMember(joined, member, { ...withoutAssignment(world, before), stored });
    }
    const ahead = world.client.flushesQueueOnRebalance ? [] : fetchedAhead(world, joined, member);
    const left = withMember(joined, member, withoutAssignment(world, before));
    return ahead.length === 0 ? left : deliver(world, left, member, ahead);
  },
};

/** Whether the group goes on with the member, as its client knows it. */
const countsOn = (group: Group, slot: number): boolean => has(group.members, slot) && !isPassedOver(group, slot);

/** onJoinPrepare: what is committed and revoked before JoinGroup is sent. */
function leaveGeneration(world: World, state: ClusterState, member: number, belongs: boolean): ClusterState {
  if (!belongs) return loseInHand(world, state, member);
  const committed = commitPositions(world, state, member);
  return world.rebalance === 'cooperative' ? committed : callListener(world, committed, member, world.everyInput);
}
