import { type Group, unknownGroup } from '../broker/group-coordinator.ts';
import { withoutLateCommits } from '../broker/late-commits.ts';
import { EMPTY, elementsOf, has, range, remove } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, memberAt, slotOf, type World } from '../world.ts';

/** The groups as their coordinator finds them in `__consumer_offsets`; null where nothing is there. */
export function loadGroups(world: World, state: ClusterState, written: readonly Group[] | null): ClusterState {
  const groups = written ?? state.groups.map(() => unknownGroup(world));
  const isKnown = (member: number): boolean => {
    const index = groupOf(world, member);
    return (
      has(groups[index].members, slotOf(world, member)) && groups[index].generation === state.groups[index].generation
    );
  };
  const kept = withoutLateCommits(
    state,
    range(world.members).filter((member) => !world.assigns && !isKnown(member)),
  );
  return {
    ...kept,
    groups: groups.map((group, index) => {
      const loaded = loadedGroup(world, state, index, group);
      // Rows of the application's own are in no log of Kafka's.
      return world.ownsOffsets ? { ...loaded, committed: state.groups[index].committed } : loaded;
    }),
  };
}

/**
 * A member of a generation that is not written any more finds out by its next heartbeat, and the group rebalances
 * (ILLEGAL_GENERATION); under KIP-848 its epoch is not known, and it has to join anew (FENCED_MEMBER_EPOCH).
 */
function loadedGroup(world: World, state: ClusterState, index: number, written: Group): Group {
  const ahead = elementsOf(written.members).filter((slot) => {
    const { status, generation } = state.members[memberAt(world, index, slot)];
    return status !== 'crashed' && generation > written.generation;
  });
  if (ahead.length === 0) return written;
  if (world.rebalance !== 'kip-848') return { ...written, phase: 'preparing', joined: EMPTY };
  return {
    ...written,
    phase: 'preparing',
    joined: EMPTY,
    members: ahead.reduce(remove, written.members),
    assignment: written.assignment.map((slot) => (ahead.includes(slot) ? -1 : slot)),
  };
}
