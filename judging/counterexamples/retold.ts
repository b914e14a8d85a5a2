import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import type { Setup } from '../../model/setup.ts';
import { narrate, picture, summarise } from '../../narrator/narrator.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { Counterexample, ScheduleStep } from '../../reports/documents/verdict.ts';
import { witnessesOf } from './witnesses.ts';

/** The story of a schedule that is known to violate the guarantee at its end. */
export function retold(setup: Setup, schedule: Schedule<Action>, guarantee: string, cause: string): Counterexample {
  const { machine, world, properties } = clusterTrial(setup);
  const steps = replay(machine, schedule);
  const last = steps.length === 0 ? machine.init : steps[steps.length - 1].after;
  const witness = witnessesOf(properties, last, guarantee).find((shown) => shown.cause === cause);
  if (witness === undefined) throw new Error(`the schedule does not end in a violation of ${guarantee}: ${cause}`);
  const { text: summary, steps: decisive } = summarise(guarantee, witness, { world, last, steps });
  return {
    steps: schedule.length,
    shortest: false,
    seed: '',
    schedule: schedule.map((action): ScheduleStep => ({ ...action })),
    cause,
    summary,
    decisive,
    story: narrate(world, steps),
    picture: picture(world, last),
  };
}
