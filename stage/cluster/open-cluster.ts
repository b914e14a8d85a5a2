import { initialState } from '../../model/initial.ts';
import type { Setup } from '../../model/setup.ts';
import { worldOf } from '../../model/world.ts';
import type { Cluster, Endpoint } from './cluster.ts';

/** What a cluster is made of. */
export interface ClusterPlan {
  /** Kafka's version and its keys; what it says of clients and of faults is nothing to the cluster. */
  readonly setup: Setup;
  /** One a broker: what Metadata and FindCoordinator answer. */
  readonly endpoints: readonly Endpoint[];
}

/** A cluster at its beginning: all brokers are up, nothing is written, nobody has come. */
export function openCluster({ setup, endpoints }: ClusterPlan): Cluster {
  const world = worldOf(setup);
  return {
    world,
    machine: initialState(world),
    endpoints,
    topics: [],
    records: [],
    groups: [],
    producers: [],
    waiting: [],
    names: 0,
  };
}
