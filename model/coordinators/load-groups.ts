import { type Group, unknownGroup } from '../broker/group-coordinator.ts';
import { EMPTY, elementsOf, remove } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { memberAt, type World } from '../world.ts';

/** The groups as their coordinator finds them in `__consumer_offsets`; null where nothing is there. */
export function loadGroups(world: World, state: ClusterState, written: readonly Group[] | null): ClusterState {
  const groups = written ?? state.groups.map(() => unknownGroup(world));
  return {
    ...state,
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
