import type { Witness } from '../model/property.ts';
import type { ClusterState } from '../model/state.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import type { ClusterTrial } from '../properties/trial.ts';

/** What shows in a state that a guarantee is violated, for each of its properties that is. */
export const witnessesOf = (
  properties: ClusterTrial['properties'],
  state: ClusterState,
  guarantee: string,
): readonly Witness[] =>
  properties.filter(({ id }) => guaranteeOf(id) === guarantee).flatMap((property) => property.violation(state) ?? []);
