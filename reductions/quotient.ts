import { replaceAt } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { withDenseGenerations } from './quotient/dense-generations.ts';
import type { ClusterMachine } from './reduced.ts';
import { digestOf, roleOf, withSeatsSwapped } from './quotient/member-slots.ts';

/**
 * A machine that gives the same fingerprint to states that differ in names alone: in which of two members is which, and
 * in the numbers of generations.
 *
 * Why one state may stand for the others. A renaming maps the initial state to itself, maps every step to a step, and
 * leaves the verdict of every property as it is; so whatever is reachable from a state is reachable, renamed, from its
 * representative, in as many steps.
 *
 * 1. Members. All start alike. Rules bind every member and compare seats for equality only; the assignor may put any
 *    member first (`group.complete` binds every rotation, which for two members is every order). The ledger names no
 *    member. With three members a rotation is not any order, and they keep their names.
 * 2. Generations. Rules compare them (equal, older) and add one to the group's, which is the newest: a renumbering that
 *    keeps the order commutes with that. -1 stays what it is.
 *
 * In a transform members own producers, transactional ids and what is written in the logs: `transform-canonical.ts`.
 *
 * Brokers are not interchangeable here: the controller prefers the first of an assignment, and the coordinators are on
 * the last broker alive. Nor are records: each has its place in its producer's order.
 */
export function symmetric(machine: ClusterMachine): ClusterMachine {
  return { ...machine, fingerprint: (state) => machine.fingerprint(representative(machine.world, state)) };
}

/** The one of all renamings of `state` that they agree on; `state` itself where it is that one. */
export function representative(world: World, state: ClusterState): ClusterState {
  let after = state;
  for (let group = 0; group < world.groups; group += 1) {
    after = withDenseGenerations(world, after, group);
    if (world.membersPerGroup === 2) after = withSeatsInOrder(after, group);
  }
  return after;
}

/** Of two members the one with the smaller digest comes first. */
function withSeatsInOrder(state: ClusterState, index: number): ClusterState {
  const first = 2 * index;
  const group = state.groups[index];
  const order = digestOf(state.members[first]) - digestOf(state.members[first + 1]);
  if (order < 0 || (order === 0 && roleOf(group, 0) <= roleOf(group, 1))) return state;
  const members = state.members.slice();
  members[first] = state.members[first + 1];
  members[first + 1] = state.members[first];
  return { ...state, groups: replaceAt(state.groups, index, withSeatsSwapped(group)), members };
}
