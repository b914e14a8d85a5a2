import { hastened } from '../conformance/schedules/hastened.ts';
import { LAB_RULES } from '../conformance/schedules/rules-of-play.ts';
import { violates } from '../judging/counterexamples/witnesses.ts';
import type { Action } from '../model/action.ts';
import type { Setup } from '../model/setup.ts';
import { clusterTrial } from '../properties/trial.ts';

/** A counterexample as a cluster of ours can go through it, as long as it is one to the same guarantee. */
export function hastenedSchedule(setup: Setup, guarantee: string, schedule: readonly Action[]): readonly Action[] {
  const trial = clusterTrial(setup);
  return hastened({ setup, schedule }, LAB_RULES, (sooner) => violates(trial, sooner, guarantee));
}
