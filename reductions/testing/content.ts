import type { Action } from '../../model/action.ts';
import { asking } from '../../model/query.ts';
import type { ClusterState } from '../../model/state.ts';
import { narrate } from '../../narrator/narrator.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import { persistentSetOf } from '../persistent-sets/persistent-set.ts';
import { projection } from '../projection.ts';
import { quotient } from '../quotient.ts';
import { ALL_REDUCTIONS, applicable } from '../reduced.ts';

/** Plain data of the same content, in which other parts are the same object. */
export type Rebuild = <Data>(data: Data) => Data;

/** Nothing in it is the same object as anything else. */
export const withNothingShared: Rebuild = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;

/** Whatever in it is equal is the same object. */
export const withEverythingShared: Rebuild = <Data>(data: Data): Data => {
  const known = new Map<string, unknown>();
  return JSON.parse(JSON.stringify(data), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    if (!known.has(text)) known.set(text, value);
    return known.get(text);
  }) as Data;
};

/** All that is done, said and told in a state, and of the steps from it, as a text. */
export function saysOf(trial: ClusterTrial): (state: ClusterState, rebuild?: Rebuild) => string {
  const { machine, world, properties, goals } = trial;
  const { symmetry, commuting } = applicable(world, ALL_REDUCTIONS);
  const merged = symmetry ? quotient(world, trial).machine : null;
  const projected = commuting && !world.transform ? projection(world, trial, trial.propertiesIn) : null;

  const step = (before: ClusterState, action: Action, rebuild: Rebuild) => {
    const next = machine.next(before, action);
    const [was, is] = rebuild([before, next]);
    const reached = goals.filter((goal) => goal.on.includes(action.type) && goal.reached(was, action, is));
    return {
      action,
      after: next,
      fingerprint: machine.fingerprint(next),
      goals: reached.map(({ id }) => id),
      told: narrate(world, [{ action, before: was, after: is }]),
    };
  };

  return (state, rebuild = (data) => data) => {
    const before = rebuild(state);
    const enabled = machine.enabled(before);
    const says = {
      fingerprint: machine.fingerprint(before),
      steps: enabled.map((action) => step(before, action, rebuild)),
      properties: properties.map((property) => [property.id, property.exercised(before), property.violation(before)]),
      representative: merged?.fingerprint(before),
      labels: [projected?.observation(before), projected?.terminal(before)],
      persistentSet: commuting && world.transform ? persistentSetOf(world, asking(before), enabled) : null,
    };
    return JSON.stringify(says, null, 1);
  };
}
