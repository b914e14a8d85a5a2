import type { ActionOf } from '../action.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { elementsOf, has, range, sizeOf } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupCoordinatorAnswers } from './reachability.ts';
import { withGroup } from '../update.ts';
import { groupOf, memberAt, membersOf, slotOf, type World } from '../world.ts';
import { begun, isComplete, withoutSlot } from './group-rebalance.ts';
import { withoutLateCommits } from './late-commits.ts';

/** session.timeout.ms or max.poll.interval.ms: only a member that a fault has stopped is late. */
export const evict: Rule<ActionOf<'group.evict'>> = {
  instances: perMember('group.evict'),
  enabled: (world, state, { member }) =>
    state.members[member].status !== 'up' &&
    has(state.groups[groupOf(world, member)].members, slotOf(world, member)) &&
    groupCoordinatorAnswers(world, state),
  next: (world, state, { member }) => withoutLateCommits(withoutMember(world, state, member), [member]),
};

/** The member belongs to the group no longer, evicted or by a LeaveGroup of its own; the others have to rebalance. */
export function withoutMember(world: World, state: ClusterState, member: number): ClusterState {
  const index = groupOf(world, member);
  const slot = slotOf(world, member);
  if (!has(state.groups[index].members, slot)) return state;
  return afterChange(world, withGroup(state, index, withoutSlot(world, state.groups[index], slot)), state, index);
}

/** Whatever a classic group has become: of a generation that is over no commit is taken any more. */
export const afterChange = (world: World, state: ClusterState, before: ClusterState, group: number): ClusterState =>
  world.rebalance === 'kip-848' || state.groups[group].generation === before.groups[group].generation
    ? state
    : withoutLateCommits(state, membersOf(world, group));

/**
 * Everybody has joined (under KIP-848: something has changed): the next generation begins. Which member the assignor puts
 * first depends on member ids, which are random, so every rotation can happen.
 *
 * Not so where members of a cooperative group have joined again for nothing but what they gave up: cooperative-sticky
 * leaves everything else where it is and places that (AbstractStickyAssignor), as it wanted to before.
 */
export const complete: Rule<ActionOf<'group.complete'>> = {
  instances: (world) =>
    range(world.groups).flatMap((group) =>
      range(world.membersPerGroup).map((shift) => ({ type: 'group.complete' as const, group, shift })),
    ),
  enabled(world, state, { group, shift }) {
    const { members, target } = state.groups[group];
    return (
      isComplete(world, state.groups[group]) &&
      shift < (isFollowUp(world, target) ? 1 : sizeOf(members)) &&
      groupCoordinatorAnswers(world, state)
    );
  },
  next(world, state, { group, shift }) {
    const before = state.groups[group];
    const slots = elementsOf(before.members);
    const target = isFollowUp(world, before.target)
      ? before.target
      : before.assignment.map((_, partition) => slots[(partition + shift) % slots.length]);
    const assignment = target.map((slot, partition) => assignable(world, state, group, partition, slot));
    const generation = newestGeneration(world, state, group) + 1;
    const after = withGroup(state, group, begun(before, generation, assignment, target));
    if (world.rebalance === 'kip-848') return after;
    return withoutLateCommits(after, membersOf(world, group));
  },
};

/** Whether the group rebalances only to place what its members gave up for the assignor's last decision. */
const isFollowUp = (world: World, target: readonly number[]): boolean =>
  world.rebalance === 'cooperative' && !target.includes(-1);

/** The last generation that anybody knows of: a coordinator that has lost it does not give its number to another. */
function newestGeneration(world: World, state: ClusterState, group: number): number {
  const { generation } = state.groups[group];
  if (state.offsetsLog === null) return generation;
  return Math.max(generation, ...membersOf(world, group).map((member) => state.members[member].generation));
}

/** Who owns the partition from this generation on, when the assignor wants `slot` to. */
function assignable(world: World, state: ClusterState, group: number, partition: number, slot: number): number {
  switch (world.rebalance) {
    case 'eager':
      return slot;
    case 'cooperative': {
      // KIP-429: what somebody else still owns is given to nobody in this round.
      const owner = claimants(world, state, group).find((other) =>
        has(state.members[memberAt(world, group, other)].owned, partition),
      );
      return owner === undefined || owner === slot ? slot : -1;
    }
    case 'kip-848': {
      const { assignment, target } = state.groups[group];
      const owner = assignment[partition];
      // KAFKA-16147: whoever was about to give it up and may keep it was entered as owner, and then struck out again.
      const returned = slot === owner && target[partition] !== owner;
      return returned && !world.protocol.returnedPartitionStaysOwned ? -1 : owner;
    }
  }
}

/** The members whose claims on what they own the assignor believes (KAFKA-14639). */
function claimants(world: World, state: ClusterState, group: number): readonly number[] {
  const slots = elementsOf(state.groups[group].members);
  if (world.protocol.olderClaimsCount) return slots;
  const generationOf = (slot: number): number => state.members[memberAt(world, group, slot)].generation;
  const newest = Math.max(...slots.map(generationOf));
  return slots.filter((slot) => generationOf(slot) === newest);
}
