import type { Setup } from '../model/config/setup.ts';
import type { AloConstants } from '../model/pipeline/alo.ts';
import { NO_REDUCTIONS, type Reductions } from '../model/reduction/reduced.ts';
import type { ReplicationOptions } from '../model/replication/machine.ts';
import { aloTrial } from './pipeline.ts';
import type { Trial } from './property.ts';
import { replicationTrial } from './replication.ts';
import { type ClusterTrial, clusterTrial, reducedTrial } from './trial.ts';

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
