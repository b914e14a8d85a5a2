import type { Action } from '../model/action.ts';
import type { Step } from '../model/machine.ts';
import { has } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';

export type ClusterStep = Step<ClusterState, Action>;

/** A counterexample, as it is summed up. */
export interface Story {
  readonly world: World;
  /** The state that violates; the initial one when there are no steps. */
  readonly last: ClusterState;
  readonly steps: readonly ClusterStep[];
}

/** The step in which the observer noted an incident; undefined where the story begins with it. */
export const stepOf = ({ steps }: Story, incident: number): ClusterStep | undefined =>
  steps.find(({ before, after }) => has(after.ledger.incidents, incident) && !has(before.ledger.incidents, incident));
