import type { Property } from '../../model/property.ts';
import type { ClusterState } from '../../model/state.ts';

/** What properties say of a state, as a word. */
export const saidOf = (properties: readonly Property<ClusterState>[], state: ClusterState): string =>
  `${causesOf(properties, state)} ${properties.map((property) => property.exercised(state)).join('; ')}`;

/** By what a state violates properties, as a word. */
export const causesOf = (properties: readonly Property<ClusterState>[], state: ClusterState): string =>
  properties.map((property) => property.violation(state)?.cause).join('; ');
