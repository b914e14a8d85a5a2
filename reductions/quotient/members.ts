import { replaceAt } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { withDenseGenerations } from './dense-generations.ts';
import { digestOf, roleOf, withSlotsSwapped } from './member-slots.ts';
import type { Representative } from './representative.ts';

/**
 * The representative in the shape `consume`.
 *
 * 1. Members. All start alike. Rules bind every member and compare slots for equality only; the assignor may put any
 *    member first (`group.complete` binds every rotation, which for two members is every order). The ledger names no
 *    member. With three members a rotation is not any order, and they keep their names.
 * 2. Generations. Rules compare them (equal, older) and add one to the group's, which is the newest: a renumbering that
 *    keeps the order commutes with that. -1 stays what it is.
 */
export function memberRepresentative(world: World): Representative {
  return (state) => {
    let after = state;
    for (let group = 0; group < world.groups; group += 1) {
      after = withDenseGenerations(world, after, group);
      if (world.membersPerGroup === 2) after = withSlotsInOrder(after, group);
    }
    return after;
  };
}

/** Of two members the one with the smaller digest comes first. */
function withSlotsInOrder(state: ClusterState, index: number): ClusterState {
  const first = 2 * index;
  const group = state.groups[index];
  const order = digestOf(state.members[first]) - digestOf(state.members[first + 1]);
  if (order < 0 || (order === 0 && roleOf(group, 0) <= roleOf(group, 1))) return state;
  const members = state.members.slice();
  members[first] = state.members[first + 1];
  members[first + 1] = state.members[first];
  return { ...state, groups: replaceAt(state.groups, index, withSlotsSwapped(group)), members };
}
