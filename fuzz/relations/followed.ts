import { endOf, ScheduleError } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import { isAtRest } from '../../model/property.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import type { Searched } from './searched.ts';

/**
 * The counterexamples of a setup that are none of another one which allows more, gone through action by action; and those to which
 * it knows only longer ways, where it was searched whole.
 *
 * @param goesOn the other one may have something to do where this one is at rest.
 */
export function notFollowed({ trial, found }: Searched, wider: Searched, goesOn: boolean): readonly string[] {
  const kinds = new Map(trial.properties.map(({ id, kind }) => [id, kind]));
  return found.violations
    .filter(({ property }) => !goesOn || kinds.get(property) === 'always')
    .flatMap(({ property, cause, schedule, states }) => {
      const seen = causeAfter(wider.trial, property, schedule);
      if (seen !== cause) return [`what is narrower has ${property} (${cause}); its way comes to ${seen}`];
      if (!wider.found.complete) return [];
      const own = wider.found.violations.find((other) => other.property === property && other.cause === cause);
      if (own !== undefined && own.states <= states) return [];
      const length = own === undefined ? 'none' : `one of ${own.states - 1}`;
      return [`the search finds ${length} to ${property} (${cause}), and there is a way of ${states - 1} steps`];
    });
}

/** What a property says after a schedule, or why it says nothing. */
function causeAfter({ machine, properties, isFault }: ClusterTrial, id: string, schedule: readonly Action[]): string {
  const property = properties.find((one) => one.id === id);
  if (property === undefined) return 'no such guarantee';
  try {
    const end = endOf(machine, schedule);
    if (property.kind === 'at-rest' && !isAtRest(machine.enabled(end), isFault)) return 'no rest';
    return property.violation(end)?.cause ?? 'nothing wrong';
  } catch (error) {
    if (error instanceof ScheduleError) return `no end: ${error.message}`;
    throw error;
  }
}
