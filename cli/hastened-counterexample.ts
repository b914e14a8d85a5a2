import { hastened } from '../conformance/own-cluster/hastened.ts';
import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import { isFault } from '../model/faults/fault-kinds.ts';
import { isAtRest } from '../model/property.ts';
import { propertiesOf } from '../properties/guarantee.ts';
import { GUARANTEES } from '../properties/guarantees.ts';
import { describeAction } from '../explorers/describe-action.ts';
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

function violates({ guarantee, setup, schedule }: Counterexample): boolean {
  const machine = cluster(setup);
  let state = machine.init;
  for (const action of schedule) state = machine.next(state, action);
  const rests = isAtRest(machine.enabled(state), isFault);
  return GUARANTEES.filter(({ id }) => id === guarantee)
    .flatMap((known) => propertiesOf(known, machine.world))
    .some((property) => (property.kind === 'always' || rests) && property.violation(state) !== null);
}
