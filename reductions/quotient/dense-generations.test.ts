import { expect, it } from 'vitest';
import { rewritten } from '../../model/rewriting.ts';
import { small, story } from '../../model/testing/story.ts';
import type { ClusterState } from '../../model/state.ts';
import { withDenseGenerations } from './dense-generations.ts';

/** Two groups of three members. */
const { world, state } = story(small({ scope: { groups: 2, members: 3 } }));

/** The generations that a state knows: of its groups, and of their members. */
const generations = ({ groups, members }: ClusterState) => ({
  groups: groups.map(({ generation }) => generation),
  members: members.map(({ generation }) => generation),
});

function knowing(groups: readonly number[], members: readonly number[]): ClusterState {
  return {
    ...state,
    groups: state.groups.map((group, index) => ({ ...group, generation: groups[index] })),
    members: state.members.map((member, index) => ({ ...member, generation: members[index] })),
  };
}

it.each<[string, number, readonly number[], readonly number[], readonly number[], readonly number[]]>([
  ['in their order', 0, [9, 9], [4, 7, 9, 9, 9, 9], [2, 9], [0, 1, 2, 9, 9, 9]],
  ['once each', 0, [9, 9], [5, 5, 9, 9, 9, 9], [1, 9], [0, 0, 1, 9, 9, 9]],
  ['whoever knows the older', 0, [9, 9], [9, 7, 4, 9, 9, 9], [2, 9], [2, 1, 0, 9, 9, 9]],
  ['but for none, which is no generation', 0, [9, 9], [-1, 9, 0, 9, 9, 9], [1, 9], [-1, 1, 0, 9, 9, 9]],
  ['where nobody knows one but the group', 0, [9, 9], [-1, -1, -1, 9, 9, 9], [0, 9], [-1, -1, -1, 9, 9, 9]],
  ['of the second group', 1, [9, 9], [9, 9, 9, 8, 9, 3], [9, 2], [9, 9, 9, 1, 2, 0]],
  ['where they have these numbers already', 0, [2, 9], [0, 1, 2, 9, 9, 9], [2, 9], [0, 1, 2, 9, 9, 9]],
])('generations are numbered from 0 %s', (_how, index, groups, members, ofGroups, ofMembers) => {
  const after = rewritten(knowing(groups, members), [withDenseGenerations(world, index)]);
  expect(generations(after)).toEqual({ groups: ofGroups, members: ofMembers });
});

it('and nothing else changes', () => {
  const before = knowing([9, 9], [4, 7, 9, 9, 9, 9]);
  const after = rewritten(before, [withDenseGenerations(world, 0)]);
  const { groups, members } = after;
  const again = {
    ...after,
    groups: groups.map((group) => ({ ...group, generation: 9 })),
    members: members.map((member, index) => ({ ...member, generation: [4, 7, 9, 9, 9, 9][index] })),
  };
  expect(again).toEqual(before);
});
