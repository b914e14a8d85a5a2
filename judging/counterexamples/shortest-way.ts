import { keyOf, type Machine, type Schedule } from '../../model/machine.ts';

/** Where a search goes, and where it ends. */
export interface Search<State, Action> {
  /** The actions to try in a state. */
  readonly moves: (state: State) => readonly Action[];
  readonly isGoal: (state: State) => boolean;
  readonly statesMax: number;
}

/** A shortest schedule from `start` to a goal; null where none is found. */
export function shortestWay<State, Action>(
  machine: Machine<State, Action>,
  start: State,
  { moves, isGoal, statesMax }: Search<State, Action>,
): Schedule<Action> | null {
  const known = new Set([keyOf(machine.fingerprint(start))]);
  const places: { readonly state: State; readonly way: Way<Action> | null }[] = [{ state: start, way: null }];
  for (const { state, way } of places) {
    if (isGoal(state)) return scheduleOf(way);
    for (const action of moves(state)) {
      const after = machine.next(state, action);
      const key = keyOf(machine.fingerprint(after));
      if (known.has(key)) continue;
      if (known.size >= statesMax) return null;
      known.add(key);
      places.push({ state: after, way: { action, before: way } });
    }
  }
  return null;
}

/** The last action of a way, and how one comes there. */
interface Way<Action> {
  readonly action: Action;
  readonly before: Way<Action> | null;
}

function scheduleOf<Action>(way: Way<Action> | null): Schedule<Action> {
  const schedule: Action[] = [];
  for (let at = way; at !== null; at = at.before) schedule.push(at.action);
  return schedule.reverse();
}
