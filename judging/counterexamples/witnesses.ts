import { endOf, ScheduleError } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import { isFault } from '../../model/faults/fault-kinds.ts';
import type { Schedule } from '../../model/machine.ts';
import { isAtRest, type Witness } from '../../model/property.ts';
import type { ClusterState } from '../../model/state.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import type { ClusterTrial } from '../../properties/trial.ts';

/** What shows in a state that a guarantee is violated, for each of its properties that is. */
export const witnessesOf = (
  properties: ClusterTrial['properties'],
  state: ClusterState,
  guarantee: string,
): readonly Witness[] =>
  properties.filter(({ id }) => guaranteeOf(id) === guarantee).flatMap((property) => property.violation(state) ?? []);

/** The violations of a guarantee in a state, as causes; what is judged at rest only where the state is at rest. */
export function causesIn(trial: ClusterTrial, state: ClusterState, guarantee: string): string[] {
  const rests = isAtRest(trial.machine.enabled(state), isFault);
  const judged = trial.properties.filter(({ kind }) => kind === 'always' || rests);
  return witnessesOf(judged, state, guarantee).map(({ cause }) => cause);
}

/** For which causes a schedule violates a guarantee at its end; none where the trial's machine cannot go that way. */
export function causesBehind(trial: ClusterTrial, schedule: Schedule<Action>, guarantee: string): string[] {
  try {
    return causesIn(trial, endOf(trial.machine, schedule), guarantee);
  } catch (error) {
    if (error instanceof ScheduleError) return [];
    throw error;
  }
}

/** Whether a schedule violates a guarantee at its end, for whatever cause. */
export const violates = (trial: ClusterTrial, schedule: Schedule<Action>, guarantee: string): boolean =>
  causesBehind(trial, schedule, guarantee).length > 0;
