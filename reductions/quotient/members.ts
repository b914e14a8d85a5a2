import type { Rewriting } from '../../model/rewriting.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { withDenseGenerations } from './dense-generations.ts';
import { withoutPastDuplicates } from './past-duplicates.ts';
import { digest, role, withSlotsSwapped } from './member-slots.ts';

/**
 * The representative in the shape `consume`.
 *
 * 1. Members. All start alike. Rules bind every member and compare slots for equality only; the assignor may put any
 *    member first (`group.complete` binds every rotation, which for two members is every order). The ledger names no
 *    member. With three members a rotation is not any order, and they keep their names.
 * 2. Generations. Rules compare them (equal, older) and add one to the group's, which is the newest: a renumbering that
 *    keeps the order commutes with that. -1 stays what it is.
 * 3. What a group has processed more than once already (`past-duplicates.ts`).
 */
export const memberRewritings = (world: World): readonly Rewriting<ClusterState>[] => [
  ...range(world.groups).flatMap((group) => [
    withDenseGenerations(world, group),
    ...(world.membersPerGroup === 2 ? [withSlotsInOrder(group)] : []),
  ]),
  ...withoutPastDuplicates(world),
];

/** Of two members the one with the smaller digest comes first. */
function withSlotsInOrder(group: number): Rewriting<ClusterState> {
  const first = 2 * group;
  return {
    applies(ask) {
      const order = ask(digest, first) - ask(digest, first + 1);
      return order === 0 ? ask(role, group, 0) > ask(role, group, 1) : order > 0;
    },
    parts: [
      { path: ['groups', group], of: ({ groups }) => withSlotsSwapped(groups[group]) },
      { path: ['members', first], of: ({ members }) => members[first + 1] },
      { path: ['members', first + 1], of: ({ members }) => members[first] },
    ],
  };
}
