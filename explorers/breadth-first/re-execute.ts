import type { Machine } from '../../model/machine.ts';
import type { Predecessors } from './predecessor-table.ts';

/**
 * The states with these numbers, made again by executing the paths on which a search found them.
 *
 * Every state on a path is made once, and no other.
 *
 * @param numbers in ascending order.
 */
export function reExecute<State, Action>(
  machine: Machine<State, Action>,
  initials: readonly State[],
  { parents, choices }: Predecessors,
  numbers: readonly number[],
): State[] {
  const needed = new Uint8Array(parents.length);
  for (const number of numbers) {
    for (let at = number; needed[at] === 0; at = parents[at]) needed[at] = 1;
  }
  const states = new Map<number, State>(initials.entries());
  // A state's children are numbered one after another, so that one list of actions serves them all.
  let parent = -1;
  let before = initials[0];
  let actions: readonly Action[] = [];
  for (let number = initials.length; number < parents.length; number += 1) {
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
  if (state === undefined) throw new RangeError(`no path leads to state ${number}`);
  return state;
}
