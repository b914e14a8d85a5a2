import { hastened } from '../conformance/own-cluster/hastened.ts';
import { describeAction } from '../explorers/describe-action.ts';
import { causesBehind } from '../judging/witnesses.ts';
import type { Action } from '../model/action.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { Counterexample } from './conform-subject.ts';

/**
 * The counterexample as a cluster of one's own can go through it: what that does by itself comes as soon as it can.
 *
 * @returns the counterexample itself, where that is no counterexample to the same guarantee, or is the same.
 */
export function hastenedCounterexample(found: Counterexample): Counterexample {
  const schedule = hastened(found.setup, found.schedule);
  if (schedule === null || !violates({ ...found, schedule })) return found;
  return words(schedule) === words(found.schedule) ? found : { ...found, schedule };
}

const words = (actions: readonly Action[]): string => actions.map(describeAction).join('; ');

const violates = ({ guarantee, setup, schedule }: Counterexample): boolean =>
  causesBehind(clusterTrial(setup), schedule, guarantee).length > 0;
