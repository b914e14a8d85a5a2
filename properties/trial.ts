import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import type { Setup } from '../model/setup.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import { type Reductions, reduced } from '../reductions/reduced.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { GOALS } from './goals.ts';
import { propertiesOf } from './guarantee.ts';
import { GUARANTEES } from './guarantees.ts';
import type { Trial } from '../model/property.ts';

/** A setup's cluster with everything that is claimed of it. */
export interface ClusterTrial extends Trial<ClusterState, Action> {
  readonly world: World;
}

/** Puts a setup on trial: its machine, every guarantee that has a subject in it, every goal. */
export function clusterTrial(setup: Setup): ClusterTrial {
  const machine = cluster(setup);
  return {
    world: machine.world,
    machine,
    properties: GUARANTEES.flatMap((guarantee) => propertiesOf(guarantee, machine.world)),
    goals: GOALS,
    isFault,
  };
}

/**
 * The same trial for a complete search that makes use of reductions: it finds a violation of a property exactly if the
 * trial has one, in fewer states, by a schedule of the trial's own machine that need not be a shortest one.
 */
export function reducedTrial(trial: ClusterTrial, reductions: Reductions): ClusterTrial {
  const { machine, division } = reduced({ ...trial.machine, world: trial.world }, reductions);
  // Where a search starts from every part of the budget, what it leaves unspent is looked for elsewhere.
  return { ...trial, machine, division, ...(machine.starts === undefined ? {} : { isFault: () => false }) };
}
