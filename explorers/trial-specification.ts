import type { Setup } from '../model/setup.ts';
import type { AloConstants } from '../model/published/pipeline/alo.ts';
import { NO_REDUCTIONS, type Reductions } from '../reductions/reduced.ts';
import type { ReplicationOptions } from '../model/published/replication/machine.ts';
import { aloTrial } from '../properties/pipeline.ts';
import type { Trial } from '../model/property.ts';
import { replicationTrial } from '../properties/replication.ts';
import { type ClusterTrial, clusterTrial, reducedTrial } from '../properties/trial.ts';

/** A setup's cluster; with no reductions unless told otherwise. */
export interface ClusterRecipe {
  readonly system: 'cluster';
  readonly setup: Setup;
  readonly reductions?: Reductions;
}

/** What is put on trial, as plain data: all that another thread needs in order to make the same trial. */
export type Recipe =
  | ClusterRecipe
  | { readonly system: 'replication'; readonly options: ReplicationOptions }
  | { readonly system: 'alo'; readonly constants: AloConstants };

/** The trial of a setup's cluster. */
export const clusterTrialOf = ({ setup, reductions = NO_REDUCTIONS }: ClusterRecipe): ClusterTrial =>
  reducedTrial(clusterTrial(setup), reductions);

/**
 * Hands the trial that a recipe describes to `use`, which must do with a trial of any machine.
 *
 * @throws {RangeError} when a system's constants make no sense or do not fit.
 */
export function withTrial<Result>(
  recipe: Recipe,
  use: <State, Action extends { readonly type: string }>(trial: Trial<State, Action>) => Result,
): Result {
  switch (recipe.system) {
    case 'cluster':
      return use(clusterTrialOf(recipe));
    case 'replication':
      return use(replicationTrial(recipe.options));
    case 'alo':
      return use(aloTrial(recipe.constants));
  }
}
