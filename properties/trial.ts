import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import type { Setup } from '../model/setup.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { GOALS } from './goals.ts';
import { propertiesOf } from './guarantee.ts';
import { GUARANTEES } from './guarantees.ts';
import type { Property, Trial } from '../model/property.ts';

/** A setup's cluster with everything that is claimed of it. */
export interface ClusterTrial extends Trial<ClusterState, Action> {
  readonly world: World;
  /** What is claimed of the clusters of a world: every guarantee that has a subject in it. */
  readonly propertiesIn: (world: World) => readonly Property<ClusterState>[];
}

/** Puts a setup on trial: its machine, every guarantee that has a subject in it, every goal. */
export function clusterTrial(setup: Setup): ClusterTrial {
  const machine = cluster(setup);
  return {
    world: machine.world,
    machine,
    properties: propertiesIn(machine.world),
    propertiesIn,
    goals: GOALS,
    isFault,
  };
}

const propertiesIn = (world: World): readonly Property<ClusterState>[] =>
  GUARANTEES.flatMap((guarantee) => propertiesOf(guarantee, world));
