import type { Action } from '../action.ts';
import type { ClusterState } from '../state.ts';
import { isOfConsumers, isShared, memberOnItsOwn } from './consumers.ts';
import { losesNothing } from './losing.ts';
import type { ClusterMachine } from './reduced.ts';
import { withStarts } from './starts.ts';
import { isSettled, offersEverything } from './settled.ts';

/**
 * A machine in which, where several orders of steps come to the same, only some of the steps are enabled.
 *
 * What has to be kept. A property is judged at rest, or looks at a fact that the ledger never forgets, or at the members
 * alone or the replicas alone. So it is enough that every state at rest is still reached (the facts are in it), and that
 * neither the members' nor the replicas' own histories lose a step.
 *
 * 1. Faults must be spent (`starts.ts`): only the states in which nothing at all is enabled have to be kept, and a choice
 *    may consist of faults alone.
 * 2. A choice T of the enabled steps is enough when, for every run from here to a state at rest, the first step that is
 *    in T can be moved to the front, and the run has such a step. By induction on the length of the run, the state at
 *    rest is reached through T. (This is what makes a set persistent, or stubborn: Godefroid; Valmari. Only moving to
 *    the left is asked for, and only of runs that end at rest.)
 *
 * The steps fall into those of the consumers (members and their group) and those of the cluster (brokers, controller,
 * producers, network). The consumers read what the cluster serves, and nothing that they do matters to the cluster. The
 * budgets of `response.lost` and `leader.moved` are shared: two of them that a run affords it affords in either order. That gives three
 * choices, tried in this order:
 *
 * a. The cluster's steps, all of them, when none of them takes anything away from the consumers (`losing.ts`): the first
 *    of them in a run finds the cluster as it is here, and what the consumers did before it they can do after it. Also
 *    when everything is settled (`settled.ts`): the consumers' part of the run can then be played at its end.
 * b. The steps of one member that is busy with records that are its own (`consumers.ts`).
 * c. The consumers' steps, all of them, when the cluster offers everything that it will ever offer: the first of them in
 *    a run could have been made here.
 *
 * A run without a step of the choice would leave it enabled, or leave a fault unspent. The one exception is a choice of
 * nothing but faults whose budget the other part may spend: it is not taken.
 *
 * In a transform the two parts influence each other: `transform-commuting.ts`. With a transactional producer upstream
 * nothing is left out.
 */
export function commuting(machine: ClusterMachine): ClusterMachine {
  const { world } = machine;
  /** The state whose successors were looked at last, and these: the search asks for them next. */
  let looked: ClusterState | null = null;
  const successors = new Map<Action, ClusterState>();

  function takesNothing(state: ClusterState, cluster: readonly Action[]): boolean {
    looked = state;
    successors.clear();
    return cluster.every((action) => {
      const after = machine.next(state, action);
      successors.set(action, after);
      return losesNothing(world, state, after);
    });
  }

  return {
    ...withStarts(machine),
    enabled(state) {
      const all = machine.enabled(state);
      const consumers = all.filter(isOfConsumers);
      if (consumers.length === 0 || all.length < 2) return all;
      const cluster = all.filter((action) => !isOfConsumers(action));
      const settled = isSettled(world, state);
      if (isChoice(cluster) && (settled || takesNothing(state, cluster))) return cluster;
      const busy = memberOnItsOwn(world, state);
      if (busy >= 0) return consumers.filter((action) => 'member' in action && action.member === busy);
      return isChoice(consumers) && offersEverything(world, state, settled) ? consumers : all;
    },
    next: (state, action) => (state === looked ? successors.get(action) : undefined) ?? machine.next(state, action),
  };
}

const isChoice = (actions: readonly Action[]): boolean => !actions.every(isShared);
