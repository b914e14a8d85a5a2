import { committable } from '../../model/application/loop.ts';
import type { Member } from '../../model/consumer/consumer.ts';
import { has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, seatOf, type World } from '../../model/world.ts';

/** The offsets that a member's commitSync() names where its loop stands. */
export const commitOffsets = (world: World, member: Member): readonly number[] =>
  member.step === 'commit-first' ? member.positions : committable(world, member);

/** Why the group coordinator does not take a commit from the member. */
export function refusalOf(world: World, state: ClusterState, member: number): string {
  const group = state.groups[groupOf(world, member)];
  if (!has(group.members, seatOf(world, member))) return 'UNKNOWN_MEMBER_ID, the group goes on without it';
  const { generation } = state.members[member];
  return `ILLEGAL_GENERATION, it names generation ${generation} and the group is at ${group.generation}`;
}
