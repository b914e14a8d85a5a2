import { exhaustive } from '../../explorers/exhaustive.ts';
import type { ExhaustiveResult } from '../../explorers/exhaustive-result.ts';
import type { Action } from '../../model/action.ts';
import type { Setup } from '../../model/setup.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';

/** A setup on trial, and what the search of it came to. */
export interface Searched {
  readonly trial: ClusterTrial;
  readonly found: ExhaustiveResult<Action>;
}

/** Searches a setup with nothing left out. @param statesMax distinct states after which it ends. */
export function searched(setup: Setup, statesMax: number): Searched {
  const trial = clusterTrial(setup);
  return { trial, found: exhaustive(trial, { statesMax }) };
}
