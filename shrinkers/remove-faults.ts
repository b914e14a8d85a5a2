import type { Schedule } from '../model/machine.ts';
import type { Attempts } from './attempts.ts';

/**
 * A schedule that needs all of its faults: none of them, no kind of them and no two of them can be left out.
 *
 * Leaving a fault out takes the recovery from it along, and what others did because of it falls to those who
 * would have done it otherwise. Never makes a schedule longer.
 */
export function removeFaults<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
  isFault: (action: Action) => boolean,
): Schedule<Action> {
  let best = schedule;
  for (;;) {
    const fewer = withFewerFaults(best, attempts, isFault);
    if (fewer === null) return best;
    best = fewer;
  }
}

function withFewerFaults<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
  isFault: (action: Action) => boolean,
): Schedule<Action> | null {
  const faults = [...schedule.keys()].filter((index) => isFault(schedule[index]));
  for (const out of candidates(schedule, faults)) {
    const result = attempts.tryLoosely(schedule.filter((_, index) => !out.has(index)));
    if (result === null || result.length > schedule.length) continue;
    if (result.filter(isFault).length < faults.length) return result;
  }
  return null;
}

/** Which faults to leave out together: all, all of a kind, each, each two; the largest gain first. */
function* candidates<Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  faults: readonly number[],
): Generator<ReadonlySet<number>> {
  if (faults.length === 0) return;
  yield new Set(faults);
  for (const type of new Set(faults.map((index) => schedule[index].type))) {
    yield new Set(faults.filter((index) => schedule[index].type === type));
  }
  for (const fault of faults) yield new Set([fault]);
  for (const [at, fault] of faults.entries()) for (const other of faults.slice(0, at)) yield new Set([fault, other]);
}
