import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import type { Setup } from '../../model/setup.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { Scene } from '../../reports/documents/scene.ts';
import type { Counterexample } from '../../reports/documents/verdict.ts';
import { controlOf } from './control.ts';
import { pointOfNoReturn } from './no-return.ts';
import { drawn } from './run.ts';

/** How many states the search for the point of no return may look at, in all. */
const noReturnStatesMax = 4_000;

/** What a remedy makes of the world in which a counterexample is told. */
export interface Remedied {
  readonly change: string;
  readonly setup: Setup;
}

/**
 * The picture of a counterexample of `guarantee`.
 *
 * @param world the setup that its schedule runs in.
 * @param remedied left out where there is no remedy, or none in this world.
 */
export function sceneOf(
  world: Setup,
  guarantee: string,
  { schedule: spelled, decisive = [] }: Pick<Counterexample, 'schedule' | 'decisive'>,
  remedied?: Remedied,
): Scene {
  const schedule = spelled as Schedule<Action>;
  const trial = clusterTrial(world);
  const steps = replay(trial.machine, schedule);
  const properties = trial.properties.filter(({ id }) => guaranteeOf(id) === guarantee);
  const states = [trial.machine.init, ...steps.map(({ after }) => after)];
  const last = states[states.length - 1];
  const noReturn = pointOfNoReturn(trial, properties, states, noReturnStatesMax) ?? undefined;
  return {
    format: 'kafka-trial/story',
    version: 1,
    ...drawn(trial, steps).run,
    decisive,
    ...(noReturn === undefined ? {} : { noReturn }),
    atRest: properties.every((property) => property.kind === 'at-rest' || property.violation(last) === null),
    ...(remedied === undefined
      ? {}
      : { control: controlOf(clusterTrial(remedied.setup), steps, guarantee, remedied.change) }),
  };
}
