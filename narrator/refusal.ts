import { has } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import { groupOf, slotOf, type World } from '../model/world.ts';

/** Why the group coordinator does not take a commit from the member. */
export function refusalOf(
  world: World,
  state: ClusterState,
  member: number,
  { generation }: { readonly generation: number } = state.members[member],
): string {
  const group = state.groups[groupOf(world, member)];
  if (!has(group.members, slotOf(world, member))) return 'UNKNOWN_MEMBER_ID, the group goes on without it';
  if (generation < 0) return 'REBALANCE_IN_PROGRESS, it has joined and has no assignment yet';
  return `ILLEGAL_GENERATION, it names generation ${generation} and the group is at ${group.generation}`;
}
