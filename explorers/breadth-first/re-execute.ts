import { type Machine, startsOf } from '../../model/machine.ts';
import type { Ways } from './predecessor-table.ts';

/**
 * The states with these numbers, made again by going the ways that a search went to them.
 *
 * Every state on the way is made once, and none that is not on a way.
 *
 * @param numbers in ascending order.
 */
export function derive<State, Action>(
  machine: Machine<State, Action>,
  { parents, choices }: Ways,
  numbers: readonly number[],
): State[] {
  const needed = new Uint8Array(parents.length);
  for (const number of numbers) {
    for (let at = number; needed[at] === 0; at = parents[at]) needed[at] = 1;
  }
  const starts = startsOf(machine);
  const states = new Map<number, State>(starts.entries());
  // A state's children are numbered one after another, so that one list of actions serves them all.
  let parent = -1;
  let before = machine.init;
  let actions: readonly Action[] = [];
  for (let number = starts.length; number < parents.length; number += 1) {
    if (needed[number] === 0) continue;
    if (parents[number] !== parent) {
      parent = parents[number];
      before = found(states, parent);
      actions = machine.enabled(before);
    }
    states.set(number, machine.next(before, actions[choices[number]]));
  }
  return numbers.map((number) => found(states, number));
}

function found<State>(states: ReadonlyMap<number, State>, number: number): State {
  const state = states.get(number);
  if (state === undefined) throw new RangeError(`no way leads to state ${number}`);
  return state;
}
