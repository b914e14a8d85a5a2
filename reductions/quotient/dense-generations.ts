import type { OrphanedOffsets, OrphanedRequest } from '../../model/network/requests/request.ts';
import { replaceAt } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, type World } from '../../model/world.ts';

/** Renumbers the generations that a group and its members know of from 0. */
export function withDenseGenerations(world: World, state: ClusterState, index: number): ClusterState {
  const group = state.groups[index];
  const first = index * world.membersPerGroup;
  const known = [group.generation];
  for (let slot = 0; slot < world.membersPerGroup; slot += 1) {
    const { generation } = state.members[first + slot];
    if (generation >= 0 && !known.includes(generation)) known.push(generation);
  }
  const { orphanedRequests } = state;
  for (const orphan of orphanedRequests) {
    if (!namesGeneration(world, orphan, index)) continue;
    if (orphan.generation >= 0 && !known.includes(orphan.generation)) known.push(orphan.generation);
  }
  if (group.generation === known.length - 1) return state;
  known.sort((a, b) => a - b);
  const members = state.members.map((member, at) => {
    const ofGroup = at >= first && at < first + world.membersPerGroup;
    const generation = ofGroup ? known.indexOf(member.generation) : member.generation;
    return generation === member.generation ? member : { ...member, generation };
  });
  const groups = replaceAt(state.groups, index, { ...group, generation: known.indexOf(group.generation) });
  if (!orphanedRequests.some((orphan) => namesGeneration(world, orphan, index))) return { ...state, groups, members };
  const renumbered = orphanedRequests.map((orphan) =>
    namesGeneration(world, orphan, index) ? { ...orphan, generation: known.indexOf(orphan.generation) } : orphan,
  );
  return { ...state, groups, members, orphanedRequests: renumbered };
}

/** Whether a request on its way names a generation of the group: a late TxnOffsetCommit, which is compared with it. */
const namesGeneration = (world: World, orphan: OrphanedRequest, group: number): orphan is OrphanedOffsets =>
  orphan.kind === 'transaction-offsets' && groupOf(world, orphan.producer) === group;
