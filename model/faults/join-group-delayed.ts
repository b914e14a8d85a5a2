import type { ActionOf } from '../action.ts';
import type { Group } from '../broker/group-coordinator.ts';
import { withUnaware } from '../broker/group-rebalance.ts';
import { afterChange, withoutMember } from '../broker/groups.ts';
import { withoutLateCommits } from '../broker/late-commits.ts';
import { isCurrent } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { perMember } from '../instances.ts';
import { joinsComeLate } from '../network/requests/late-requests.ts';
import type { Rule } from '../rule.ts';
import { add, EMPTY, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';
import { affords, spend } from './budget.ts';

/**
 * The connection to the group coordinator broke under JoinGroup as the member joined, whenever that was, and its client sent it once
 * more over another one (`AbstractCoordinator.joinGroupIfNeeded`). Now the first one arrives, and its answer has nobody to go to
 * (`GroupMetadataManager.classicGroupJoinExistingMember`): it counts for the rebalance in preparation, and where there is none
 * that of the group's leader begins one. Any member may be the leader: who came first. So a generation begins of which the
 * member's client knows nothing; what it commits is refused (ILLEGAL_GENERATION), until it has joined again.
 *
 * Of KIP-848 it is the first heartbeat, which says that the member has nothing: what it shall give up is given away under it
 * (`CurrentAssignmentBuilder.ownsRevokedPartitions`), and its next heartbeat is refused (FENCED_MEMBER_EPOCH). It cannot join anew
 * before its session is over, when everything else that it had goes to others as well.
 */
export const joinGroupDelayed: Rule<ActionOf<'join-group.delayed'>> = {
  instances: (world) => (joinsComeLate(world) ? perMember('join-group.delayed')(world) : []),
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled: (world, state, { member }) =>
    affords(state, 'connection.lost') &&
    state.members[member].status === 'up' &&
    isCurrent(world, state, member) &&
    groupCoordinatorAnswers(world, state) &&
    (begins(world, state, member) || goesOnWithout(world, state, member)),
  next(world, state, { member }) {
    const spent = spend(state, 'connection.lost');
    const index = groupOf(world, member);
    if (begins(world, state, member)) {
      const group = withUnaware(spent.groups[index], slotOf(world, member));
      return afterChange(world, withGroup(spent, index, group), spent, index);
    }
    return withoutLateCommits(withoutMember(world, spent, member), [member]);
  },
};

/**
 * Whether it begins a rebalance: of the leader of a group that has none, or whose only member it is. Of one that is under way
 * before whoever leads may be another member.
 */
function begins(world: World, state: ClusterState, member: number): boolean {
  const group = state.groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  if (world.rebalance === 'kip-848') return false;
  return group.phase === 'stable' || (isAlone(group, slot) && (group.joined | group.unaware) === EMPTY);
}

/**
 * Whether others go on without the member: all of them have joined, and nobody waits for it any more. That it has a share in
 * their generation, which nobody works on before it has joined again, is left out: in the next one any member may have that.
 */
function goesOnWithout(world: World, state: ClusterState, member: number): boolean {
  const group = state.groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  if (world.rebalance === 'kip-848') return hasToGiveUp(group, slot);
  if (group.phase !== 'preparing' || group.unaware !== EMPTY || isAlone(group, slot)) return false;
  return !has(group.joined, slot) && add(group.joined, slot) === group.members;
}

/** Whether the coordinator of KIP-848 waits for the member to give something up. */
const hasToGiveUp = ({ assignment, target }: Group, slot: number): boolean =>
  assignment.some((owner, partition) => owner === slot && target[partition] !== slot);

const isAlone = ({ members }: Group, slot: number): boolean => members === add(EMPTY, slot);
