import { type ClusterTrial, clusterTrial } from '../trial.ts';
import { guaranteeOf } from '../guarantee.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Hazard } from './hazard.ts';

/** What a hazard says can go wrong, and nothing else: the guarantee, in the way named where there is one. */
export type Tried = Pick<Hazard, 'id' | 'guarantee' | 'cause'>;

/**
 * A setup on trial for one guarantee alone. All properties go by the id of the guarantee, so that a search can stop at the
 * first of them that fails; each counts as put to the test where all of them are: a part is not the guarantee.
 */
export function singlePropertyTrial({ id, guarantee, cause }: Tried, draft: SetupDraft): ClusterTrial {
  const trial = clusterTrial(setupOf(draft, `hazard ${id}`));
  const chosen = trial.properties.filter((property) => guaranteeOf(property.id) === guarantee);
  const exercised = (state: ClusterState): boolean => chosen.every((property) => property.exercised(state));
  const properties = chosen.map((property) => ({
    id: guarantee,
    kind: property.kind,
    exercised,
    violation(state: ClusterState) {
      const found = property.violation(state);
      return cause === undefined || found?.cause === cause ? found : null;
    },
  }));
  return { ...trial, properties, goals: [] };
}
