import type { Action } from '../model/action.ts';
import type { Goal } from '../model/property.ts';
import type { ClusterState } from '../model/state.ts';
import type { Need } from './goal-needs.ts';

/** A goal of the cluster, with the setups in which it can be reached. */
export interface ClusterGoal extends Goal<ClusterState, Action> {
  /** What a setup has to have, or to allow, for it to be reached at all, whatever happens. */
  readonly needs: Need;
}
