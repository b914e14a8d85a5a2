import { keyOf, type Machine } from '../../model/machine.ts';
import type { Property, Trial } from '../../model/property.ts';

/**
 * The point of no return of a run: the number of the first step, 0 for the start, after which every way to go on without
 * another fault ends in a violation. Null when there is none; undefined when more than `statesMax` states would have to
 * be looked at.
 *
 * @param states the state at the start and after each step.
 * @param properties what is violated if any of them is.
 */
export function pointOfNoReturn<State, Action extends { readonly type: string }>(
  trial: Pick<Trial<State, Action>, 'machine' | 'isFault'>,
  properties: readonly Property<State>[],
  states: readonly State[],
  statesMax: number,
): number | null | undefined {
  const ways = new FaultFreeWays(trial, properties, statesMax);
  for (const [index, state] of states.entries()) {
    const isOpen = ways.leadToGood(state);
    if (isOpen === undefined) return undefined;
    if (!isOpen) return index;
  }
  return null;
}

/** Which states have a fault-free way to rest on which nothing is violated. What is known of a state is kept. */
class FaultFreeWays<State, Action extends { readonly type: string }> {
  readonly #machine: Machine<State, Action>;
  readonly #isFault: (action: Action) => boolean;
  readonly #properties: readonly Property<State>[];
  readonly #known = new Map<string, boolean>();
  #left: number;

  constructor(
    { machine, isFault }: Pick<Trial<State, Action>, 'machine' | 'isFault'>,
    properties: readonly Property<State>[],
    statesMax: number,
  ) {
    this.#machine = machine;
    this.#isFault = isFault;
    this.#properties = properties;
    this.#left = statesMax;
  }

  /** Depth first, since any way will do; undefined when the budget is spent. */
  leadToGood(start: State): boolean | undefined {
    const machine = this.#machine;
    const visited = new Set<string>();
    const way: { readonly key: string; readonly state: State; readonly actions: Action[] }[] = [];
    /** Whether `state` is good itself; otherwise it becomes the end of the way, if it may be gone on from. */
    const enter = (state: State): boolean => {
      const key = keyOf(machine.fingerprint(state));
      if (visited.has(key)) return false;
      visited.add(key);
      this.#left -= 1;
      const known = this.#known.get(key);
      if (known !== undefined) return known;
      if (this.#isViolated(state, 'always')) return false;
      const actions = machine.enabled(state).filter((action) => !this.#isFault(action));
      if (actions.length === 0 && !this.#isViolated(state, 'at-rest')) {
        this.#known.set(key, true);
        return true;
      }
      way.push({ key, state, actions: actions.reverse() });
      return false;
    };
    let found = enter(start);
    while (!found && way.length > 0) {
      if (this.#left < 0) return undefined;
      const last = way[way.length - 1];
      const action = last.actions.pop();
      if (action === undefined) way.pop();
      else found = enter(machine.next(last.state, action));
    }
    // Without a find all that was visited is bad: whatever can be reached from there was visited as well.
    for (const key of found ? way.map((place) => place.key) : visited) this.#known.set(key, found);
    return found;
  }

  #isViolated(state: State, kind: Property<State>['kind']): boolean {
    return this.#properties.some((property) => property.kind === kind && property.violation(state) !== null);
  }
}
