import { endOf, ScheduleError } from '../explorers/replay.ts';
import type { Action } from '../model/action.ts';
import { FAULT_KINDS, faultKindOf } from '../model/faults/fault-kinds.ts';
import { GUARANTEES } from '../properties/guarantees.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { Scene } from '../reports/documents/scene.ts';
import type { Counterexample, Remedy, ScheduleStep } from '../reports/documents/verdict.ts';
import { InputError } from '../setups/input-error.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { respelled } from './old-spellings.ts';
import { retold } from './counterexamples/retold.ts';
import { sceneOf } from './scenes/scene.ts';
import { controlIn, remediedBy } from './scenes/with-scenes.ts';
import { causesIn } from './counterexamples/witnesses.ts';

/** A schedule with the setup that it runs in. */
export interface Retelling {
  readonly setup: Readonly<Record<string, unknown>>;
  readonly schedule: readonly ScheduleStep[];
  readonly guarantee: string;
  /** What closes the hole: the schedule is drawn with it as well. */
  readonly remedy?: Remedy;
  /** The setup that the remedy is for, where the schedule runs in a smaller one. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Where the schedule was given, for the message when it does not fit. */
  readonly place: string;
}

/** A story that was told anew, and its picture. */
export interface Retold {
  readonly counterexample: Counterexample;
  readonly scene: Scene;
}

/**
 * Runs a schedule again and tells its story anew.
 *
 * @throws {InputError} when the schedule does not fit the setup or does not violate the guarantee.
 */
export function retell({ setup: spelled, schedule, guarantee, remedy, given = spelled, place }: Retelling): Retold {
  const known: readonly string[] = GUARANTEES.map(({ id }) => id);
  if (!known.includes(guarantee)) {
    throw new InputError(place, `there is no guarantee "${guarantee}"`, `the guarantees are ${known.join(', ')}`);
  }
  // Plain data from a file: what is no action of this setup is found out by the replay.
  const steps: readonly ScheduleStep[] = schedule.map(respelled);
  const setup = setupOf(withoutUnspent(spelled, steps), place);
  const actions = steps as readonly Action[];
  const trial = clusterTrial(setup);
  try {
    const [cause] = causesIn(trial, endOf(trial.machine, actions), guarantee);
    if (cause !== undefined) {
      const counterexample = retold(setup, actions, guarantee, cause);
      const control = remedy && controlIn(setup, remediedBy({ remedy }), setupOf(given, place));
      return { counterexample, scene: sceneOf(setup, guarantee, counterexample, control) };
    }
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw new InputError(
      place,
      `step ${error.step} of the schedule does not fit the setup: ${JSON.stringify(error.action)} cannot happen there`,
      'replay the schedule with the setup that it was found in; the verdict file holds both',
    );
  }
  throw new InputError(
    place,
    `the schedule does not violate ${guarantee} in this setup`,
    'replay it with the setup that it was found in, or name another guarantee with --guarantee',
  );
}

/** The setup without budgets that the schedule leaves alone: a file of before may allow what can never happen there. */
function withoutUnspent(
  spelled: Readonly<Record<string, unknown>>,
  steps: readonly ScheduleStep[],
): Readonly<Record<string, unknown>> {
  const { faults } = spelled;
  if (typeof faults !== 'object' || faults === null) return spelled;
  const spent = new Set(steps.map(({ type }) => faultKindOf(type)));
  const unspent = new Set<string>(FAULT_KINDS.filter((kind) => !spent.has(kind)));
  return { ...spelled, faults: Object.fromEntries(Object.entries(faults).filter(([kind]) => !unspent.has(kind))) };
}
