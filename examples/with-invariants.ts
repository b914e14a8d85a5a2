import { type ClusterState, type ClusterTrial, clusterTrial, type Property, type Setup, type World } from '../index.ts';

/** What must be true of an application in its own words, in a given world. */
export type Invariants = (world: World) => readonly Property<ClusterState>[];

/**
 * Puts a setup on trial with the invariants of a domain beside the guarantees: every explorer and shrinker treats them
 * alike.
 */
export function withInvariants(setup: Setup, invariants: Invariants): ClusterTrial {
  const trial = clusterTrial(setup);
  return { ...trial, properties: [...trial.properties, ...invariants(trial.world)] };
}
