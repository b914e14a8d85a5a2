import type { Property } from '../../model/property.ts';
import type { ClusterState } from '../../model/state.ts';

/** What properties say of a state, as a word. */
export const saidOf = (properties: readonly Property<ClusterState>[], state: ClusterState): string =>
  properties.map((property) => `${property.violation(state)?.cause} ${property.exercised(state)}`).join('; ');
