import type { Action } from '../model/action.ts';
import type { Trial } from '../model/property.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { memberRewritings } from './quotient/members.ts';
import { processRewritings } from './quotient/processes.ts';
import { withRewritings } from './with-rewritings.ts';

/**
 * The quotient of a trial by renamings (symmetry reduction over scalarsets: Ip and Dill 1996; SYMMETRY in TLC).
 *
 * Equivalence: two states that differ in names alone: which of two members of a group is which, in a transform with its
 *   producer and transactional id, and by which numbers generations are known; and in what the observer has noted that no
 *   verdict depends on (`quotient/unread-notes.ts`).
 * Sound because: a renaming maps the initial state to itself, every step to a step, and leaves the verdict of every
 *   property as it is; so whatever is reachable from a state is reachable, renamed, from its representative, in as many
 *   steps. The search goes on from the first state that it meets of each class, so that its schedules are the machine's.
 * Needs: rules that treat the renamed alike (`quotient/members.ts`, `quotient/processes.ts`), which is known of what
 *   `quotient/needs.ts` lists; two members, whose every order the assignor may choose (three keep their names).
 * Checked by: `quotient.test.ts`, by which states of one class are bisimilar, and `reduction.test.ts`, which compares
 *   verdicts and causes with those of the whole search.
 *
 * Brokers are not interchangeable: the controller prefers the first of an assignment, and the coordinators are on the
 * last broker alive. Nor are records: each has its place in its producer's order.
 */
export function quotient(world: World, trial: Trial<ClusterState, Action>): Trial<ClusterState, Action> {
  const rewritings = world.transform ? processRewritings(world) : memberRewritings(world);
  return { ...trial, machine: withRewritings(trial.machine, rewritings) };
}
