import type seedrandom from 'seedrandom';
import type { Action } from '../../model/action.ts';
import type { ClusterState } from '../../model/state.ts';
import type { ClusterTrial } from '../../properties/trial.ts';

/** A step of a random run, and where it stands: in which run, as how many of it. */
export interface RandomStep {
  readonly run: number;
  readonly step: number;
  readonly action: Action;
  readonly state: ClusterState;
}

/** The steps of random runs through a machine, each action as likely as any other. */
export function* randomSteps(
  { machine }: ClusterTrial,
  random: seedrandom.PRNG,
  runs: number,
  stepsMax: number,
): Generator<RandomStep> {
  for (let run = 0; run < runs; run += 1) {
    let state = machine.init;
    for (let step = 0; step < stepsMax; step += 1) {
      const actions = machine.enabled(state);
      if (actions.length === 0) break;
      const action = actions[Math.floor(random() * actions.length)];
      state = machine.next(state, action);
      yield { run, step, action, state };
    }
  }
}
