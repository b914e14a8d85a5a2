import { keyOf, type Machine, type Schedule } from '../model/machine.ts';
import type { Attempts } from './attempts.ts';

/** States that one search for a shortcut visits. */
const shortcutStatesMax = 400;

/**
 * A schedule without detours that a small search can see.
 *
 * From every state on the way, a bounded breadth-first search looks for a state further down the way, or for any state
 * that fails, in fewer steps than the schedule takes. A loop (a state that comes back) is the shortcut of no steps.
 */
export function shortcut<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
): Schedule<Action> {
  let best = attempts.try(schedule) ?? schedule;
  for (let from = 0; from + 1 < best.length && !attempts.exhausted; from += 1) {
    const detour = search(attempts, from);
    if (detour === null) continue;
    const shorter = attempts.try([...best.slice(0, from), ...detour.steps, ...best.slice(detour.to)]);
    if (shorter === null || shorter.length >= best.length) {
      // Back to the states of the best schedule, which the searches start from.
      attempts.try(best);
      continue;
    }
    best = shorter;
    // What came before this place may now be worth another look, and the place itself is.
    from = Math.max(-1, from - 2);
  }
  return best;
}

/** A way that leads to the state after step `to` of the schedule, or to a state that fails. */
interface Detour<Action> {
  readonly steps: readonly Action[];
  readonly to: number;
}

interface Visit<State, Action> {
  readonly state: State;
  readonly depth: number;
  readonly parent: Visit<State, Action> | null;
  readonly action: Action | null;
}

function search<State, Action extends { readonly type: string }>(
  attempts: Attempts<State, Action>,
  from: number,
): Detour<Action> | null {
  const { machine } = attempts.subject;
  const { path } = attempts;
  const last = path.length - 1;
  const places = lastPlaces(machine, path);
  const start: Visit<State, Action> = { state: path[from], depth: 0, parent: null, action: null };
  const seen = new Set([keyOf(machine.fingerprint(start.state))]);
  const loop = places.get(keyOf(machine.fingerprint(start.state)));
  if (loop !== undefined && loop > from) return { steps: [], to: loop };
  const queue = [start];
  // The first gain is taken, not the greatest: what a search from further down gains is not lost.
  for (let at = 0; at < queue.length; at += 1) {
    const visit = queue[at];
    if (visit.depth + 1 >= last - from) break;
    for (const action of machine.enabled(visit.state)) {
      const state = machine.next(visit.state, action);
      const key = keyOf(machine.fingerprint(state));
      if (seen.has(key)) continue;
      seen.add(key);
      const found = { state, depth: visit.depth + 1, parent: visit, action };
      const place = attempts.subject.fails(state) ? last : places.get(key);
      if (place !== undefined && place - from > found.depth) {
        attempts.charge(seen.size);
        return { steps: stepsTo(found), to: place };
      }
      if (seen.size >= shortcutStatesMax) {
        attempts.charge(seen.size);
        return null;
      }
      queue.push(found);
    }
  }
  attempts.charge(seen.size);
  return null;
}

/** Where on the path each state stands; the last place when it comes back. */
function lastPlaces<State, Action extends { readonly type: string }>(
  machine: Machine<State, Action>,
  path: readonly State[],
): Map<string, number> {
  return new Map(path.map((state, index) => [keyOf(machine.fingerprint(state)), index]));
}

function stepsTo<State, Action extends { readonly type: string }>(visit: Visit<State, Action>): Action[] {
  const steps: Action[] = [];
  for (let at: Visit<State, Action> | null = visit; at?.action != null; at = at.parent) steps.push(at.action);
  return steps.reverse();
}
