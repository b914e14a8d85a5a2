import type { Group } from '../broker/group-coordinator.ts';
import type { Member } from '../consumer/consumer.ts';
import { fingerprint } from '../fingerprint.ts';
import { has, replaceAt, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import type { ClusterMachine } from './reduced.ts';

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

/** Renumbers the generations that a group and its members know of from 0. */
function withDenseGenerations(world: World, state: ClusterState, index: number): ClusterState {
  const group = state.groups[index];
  const first = index * world.membersPerGroup;
  const known = [group.generation];
  for (let seat = 0; seat < world.membersPerGroup; seat += 1) {
    const { generation } = state.members[first + seat];
    if (generation >= 0 && !known.includes(generation)) known.push(generation);
  }
  if (group.generation === known.length - 1) return state;
  known.sort((a, b) => a - b);
  const members = state.members.map((member, at) => {
    const ofGroup = at >= first && at < first + world.membersPerGroup;
    const generation = ofGroup ? known.indexOf(member.generation) : member.generation;
    return generation === member.generation ? member : { ...member, generation };
  });
  const groups = replaceAt(state.groups, index, { ...group, generation: known.indexOf(group.generation) });
  return { ...state, groups, members };
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
  const groups = replaceAt(state.groups, index, {
    ...group,
    members: swapped(group.members),
    joined: swapped(group.joined),
    assignment: group.assignment.map(otherSeat),
    target: group.target.map(otherSeat),
  });
  return { ...state, groups, members };
}

const digests = new WeakMap<Member, number>();

/** 32 bits are enough: where two different members share them, the order is not unique, and some states are not merged. */
function digestOf(member: Member): number {
  const known = digests.get(member);
  if (known !== undefined) return known;
  const digest = fingerprint(member).low;
  digests.set(member, digest);
  return digest;
}

/** What a group knows of a seat, as a number. */
function roleOf(group: Group, seat: number): number {
  let role = (has(group.members, seat) ? 1 : 0) + (has(group.joined, seat) ? 2 : 0);
  for (const owner of group.assignment) role = 2 * role + (owner === seat ? 1 : 0);
  for (const owner of group.target) role = 2 * role + (owner === seat ? 1 : 0);
  return role;
}

const swapped = (set: SmallSet): SmallSet => ((set & 1) << 1) | ((set >> 1) & 1);

const otherSeat = (seat: number): number => (seat < 0 ? seat : 1 - seat);
