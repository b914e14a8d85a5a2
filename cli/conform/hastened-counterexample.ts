import { hastened } from '../../conformance/schedules/hastened.ts';
import type { RulesOfPlay } from '../../conformance/schedules/rules-of-play.ts';
import { violates } from '../../judging/counterexamples/witnesses.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { Counterexample } from './conform-subject.ts';

/**
 * The counterexample as a cluster can go through it: what that does by itself comes as soon as it can.
 *
 * @returns the counterexample itself, where that is no counterexample to the same guarantee, or is the same.
 */
export function hastenedCounterexample(found: Counterexample, rules: RulesOfPlay): Counterexample {
  const trial = clusterTrial(found.setup);
  const schedule = hastened(found, rules, (sooner) => violates(trial, sooner, found.guarantee));
  return schedule === found.schedule ? found : { ...found, schedule };
}
