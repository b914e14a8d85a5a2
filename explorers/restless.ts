import { keyOf, type Schedule } from '../model/machine.ts';
import { isAtRest, type Trial } from '../model/property.ts';
import { IntList } from './int-list.ts';
import type { StopSignal } from './stop-signal.ts';

/** States from which no run comes to rest, whatever happens but another fault. */
export interface Restless<Action> {
  /** Of a scope of so many states. */
  readonly distinct: number;
  readonly states: number;
  /** A shortest way to one of them. */
  readonly schedule: Schedule<Action>;
  /** The types of what goes on in them, in the order of the alphabet. */
  readonly goesOn: readonly string[];
}

/**
 * The states of a scope from which nothing comes to rest: what is claimed of states at rest is never judged behind them.
 * Found backwards, from the states at rest over steps that are no faults: what is not reached so goes on for ever, or stands
 * in a circle.
 *
 * Nothing is left out: a reduction keeps what is claimed, and not each way to rest.
 *
 * @param statesMax of a larger scope nothing is said.
 * @returns null where each state has a way to rest; undefined where the scope was not gone through.
 */
export function restless<State, Action extends { readonly type: string }>(
  { machine, isFault }: Pick<Trial<State, Action>, 'machine' | 'isFault'>,
  { statesMax, signal }: { readonly statesMax: number; readonly signal?: StopSignal },
): Restless<Action> | null | undefined {
  const numbers = new Map<string, number>();
  const states: State[] = [];
  /** By which action, of which state, each was discovered. */
  const ways: ({ readonly from: number; readonly action: Action } | null)[] = [];
  const resting: number[] = [];
  // Steps that are no faults, from one state to another.
  const froms = new IntList();
  const targets = new IntList();

  const numberOf = (state: State, way: (typeof ways)[number]): number => {
    const id = keyOf(machine.fingerprint(state));
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, states.length);
    states.push(state);
    ways.push(way);
    return states.length - 1;
  };

  numberOf(machine.init, null);
  for (let from = 0; from < states.length; from += 1) {
    if (states.length > statesMax || signal?.aborted === true) return undefined;
    const enabled = machine.enabled(states[from]);
    if (isAtRest(enabled, isFault)) resting.push(from);
    for (const action of enabled) {
      const target = numberOf(machine.next(states[from], action), { from, action });
      if (isFault(action)) continue;
      froms.push(from);
      targets.push(target);
    }
  }
  const comes = comingTo(resting, froms.items(), targets.items(), states.length);
  const first = comes.indexOf(0);
  if (first < 0) return null;
  const never = states.filter((_, number) => comes[number] === 0);
  const types = never.flatMap((state) => machine.enabled(state).filter((action) => !isFault(action)));
  return {
    distinct: states.length,
    states: never.length,
    schedule: scheduleTo(first, ways),
    goesOn: [...new Set(types.map(({ type }) => type))].toSorted(),
  };
}

/** Which states have a way to one of `ends`: 1 where there is one. */
function comingTo(ends: readonly number[], froms: Int32Array, targets: Int32Array, states: number): Uint8Array {
  const before: number[][] = Array.from({ length: states }, () => []);
  for (const [edge, target] of targets.entries()) before[target].push(froms[edge]);
  const comes = new Uint8Array(states);
  const waiting = [...ends];
  while (waiting.length > 0) {
    const state = waiting.pop() ?? 0;
    if (comes[state] === 1) continue;
    comes[state] = 1;
    waiting.push(...before[state]);
  }
  return comes;
}

function scheduleTo<Action>(
  state: number,
  ways: readonly ({ readonly from: number; readonly action: Action } | null)[],
): Schedule<Action> {
  const schedule: Action[] = [];
  for (let way = ways[state]; way !== null; way = ways[way.from]) schedule.unshift(way.action);
  return schedule;
}
