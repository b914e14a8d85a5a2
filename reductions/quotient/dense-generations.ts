import type { OrphanedOffsets, OrphanedRequest } from '../../model/network/requests/request.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, type World } from '../../model/world.ts';

/** Renumbers the generations that a group and its members know of from 0. */
export function withDenseGenerations(world: World, index: number): Rewriting<ClusterState> {
  const first = index * world.membersPerGroup;
  const isSparse = {
    name: `whether generations of group ${index} are not numbered from 0 on`,
    of: (state: ClusterState) => state.groups[index].generation !== generationsOf(world, state, index).length - 1,
  };
  const ranked = <Known extends { readonly generation: number }>(state: ClusterState, known: Known): Known => ({
    ...known,
    generation: generationsOf(world, state, index).indexOf(known.generation),
  });
  return {
    applies: (ask) => ask(isSparse),
    parts: [
      { path: ['groups', index], of: (state) => ranked(state, state.groups[index]) },
      ...range(world.membersPerGroup).map((slot) => ({
        path: ['members', first + slot],
        of: (state: ClusterState) => ranked(state, state.members[first + slot]),
      })),
      ...(world.transform ? [{ path: ['orphanedRequests'], of: renumberedOrphans }] : []),
    ],
  };

  function renumberedOrphans(state: ClusterState): readonly OrphanedRequest[] {
    return state.orphanedRequests.map((orphan) =>
      namesGeneration(world, orphan, index) ? ranked(state, orphan) : orphan,
    );
  }
}

/** All generations that anybody in the group knows of, in order, without -1. */
function generationsOf(world: World, state: ClusterState, index: number): readonly number[] {
  const known = [state.groups[index].generation];
  const note = (generation: number): void => {
    if (generation >= 0 && !known.includes(generation)) known.push(generation);
  };
  const first = index * world.membersPerGroup;
  for (let slot = 0; slot < world.membersPerGroup; slot += 1) note(state.members[first + slot].generation);
  if (world.transform) {
    for (const orphan of state.orphanedRequests) if (namesGeneration(world, orphan, index)) note(orphan.generation);
  }
  return known.sort((a, b) => a - b);
}

/** Whether a request on its way names a generation of the group: a late TxnOffsetCommit of a transform, which is compared with it. */
const namesGeneration = (world: World, orphan: OrphanedRequest, group: number): orphan is OrphanedOffsets =>
  orphan.kind === 'transaction-offsets' && groupOf(world, orphan.producer) === group;
