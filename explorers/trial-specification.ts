import type { Action } from '../model/action.ts';
import type { AloConstants } from '../model/published/pipeline/alo.ts';
import type { ReplicationOptions } from '../model/published/replication/machine.ts';
import type { Setup } from '../model/setup.ts';
import type { ClusterState } from '../model/state.ts';
import { aloTrial } from '../properties/pipeline.ts';
import { replicationTrial } from '../properties/replication.ts';
import { clusterTrial } from '../properties/trial.ts';
import { NO_REDUCTIONS, reduced, type Reductions } from '../reductions/reduced.ts';
import type { SearchSubject } from './search-subject.ts';

/** A setup's cluster; with no reductions unless told otherwise. */
export interface ClusterSpecification {
  readonly system: 'cluster';
  readonly setup: Setup;
  readonly reductions?: Reductions;
}

/** What is put on trial, as plain data: all that another thread needs in order to make the same trial. */
export type TrialSpecification =
  | ClusterSpecification
  | { readonly system: 'replication'; readonly options: ReplicationOptions }
  | { readonly system: 'alo'; readonly constants: AloConstants };

/** What is to be searched for a setup's cluster. */
const clusterSubject = ({
  setup,
  reductions = NO_REDUCTIONS,
}: ClusterSpecification): SearchSubject<ClusterState, Action> => reduced(clusterTrial(setup), reductions);

/**
 * Hands what a specification describes to `use`, which must do with a trial of any machine.
 *
 * @throws {RangeError} when a system's constants make no sense or do not fit.
 */
export function withTrial<Result>(
  specification: TrialSpecification,
  use: <State, Action extends { readonly type: string }>(subject: SearchSubject<State, Action>) => Result,
): Result {
  switch (specification.system) {
    case 'cluster':
      return use(clusterSubject(specification));
    case 'replication':
      return use(replicationTrial(specification.options));
    case 'alo':
      return use(aloTrial(specification.constants));
  }
}
