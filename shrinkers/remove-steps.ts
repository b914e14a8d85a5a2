import type { Schedule } from '../model/machine.ts';
import type { Attempts } from './attempts.ts';

/** Schedules up to this long have every pair of steps tried; the number of pairs grows with the square. */
const pairsStepsMax = 24;

/**
 * A schedule from which no single step can be removed, nor, when it is short, any two.
 *
 * Delta debugging: halves first, then ever smaller chunks, from the end. Steps that a removal leaves without their
 * premise go with it, because attempts replay leniently.
 */
export function removeSteps<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
): Schedule<Action> {
  let best = schedule;
  for (let chunk = Math.ceil(best.length / 2); chunk >= 1; chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2)) {
    let removedAny = true;
    while (removedAny && !attempts.exhausted) {
      removedAny = false;
      for (let end = best.length; end > 0; end -= chunk) {
        const start = Math.max(0, end - chunk);
        const shorter = tryWithout(best, attempts, (index) => index >= start && index < end);
        if (shorter === null) continue;
        best = shorter;
        removedAny = true;
        end = Math.min(end, best.length + chunk);
      }
      // A larger chunk is not worth a second look: the smaller ones follow.
      if (chunk > 1) break;
    }
  }
  return best.length <= pairsStepsMax ? removePairs(best, attempts) : best;
}

function removePairs<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
): Schedule<Action> {
  let best = schedule;
  for (let second = best.length - 1; second > 0; second -= 1) {
    for (let first = Math.min(second, best.length) - 1; first >= 0; first -= 1) {
      const [low, high] = [first, second];
      const shorter = tryWithout(best, attempts, (index) => index === low || index === high);
      if (shorter === null) continue;
      best = shorter;
      second = Math.min(second, best.length - 1);
      first = second;
    }
  }
  return best;
}

/** `schedule` without the steps whose index `isOut`, when it still fails and really is shorter. */
function tryWithout<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
  isOut: (index: number) => boolean,
): Schedule<Action> | null {
  const result = attempts.tryLoosely(schedule.filter((_, index) => !isOut(index)));
  return result !== null && result.length < schedule.length ? result : null;
}
