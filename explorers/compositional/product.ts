import { mixA, mixB } from '../../model/fingerprint.ts';
import { type Machine, startsOf } from '../../model/machine.ts';
import type { Division } from '../../reductions/decomposition.ts';
import type { Trial } from '../../model/property.ts';
import type { Place, Places } from './automaton.ts';

/** Observers' states, and the place of the source; its part of `state` is that of the place's own state. */
export interface Placed<State> {
  readonly place: number;
  readonly state: State;
}

/** Steps of the source of which the last is visible. */
export interface Leap {
  readonly type: 'leap';
  readonly from: number;
  readonly to: number;
}

/**
 * The trial of observers before a source that goes from place to place.
 *
 * @param states the state of each place.
 */
export function productOf<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  division: Division<State, Action>,
  { all, starts }: Places,
  states: readonly State[],
): Trial<Placed<State>, Action | Leap> {
  const { observers } = division;
  const leaps = all.map((place, from) => leapsFrom(place, from));
  const placed = (place: number, state: State): Placed<State> => ({
    place,
    state: division.joined(states[place], state),
  });
  const shares = startsOf(observers);
  const machine: Machine<Placed<State>, Action | Leap> = {
    init: placed(starts[0], shares[0]),
    starts: starts.map((place, share) => placed(place, shares[share])),
    enabled: ({ place, state }) => [...observers.enabled(state), ...leaps[place]],
    next: ({ place, state }, step) =>
      isLeap(step) ? placed(step.to, state) : { place, state: observers.next(state, step) },
    fingerprint({ place, state }) {
      const { high, low } = observers.fingerprint(state);
      return { high: mixA(high, place, low) >>> 0, low: mixB(low, place, high) >>> 0 };
    },
  };
  return {
    machine,
    isFault: (step) => (isLeap(step) ? all[step.from].outcome >= 0 : trial.isFault(step)),
    properties: trial.properties.map((property) => ({
      ...property,
      violation: ({ state }) => property.violation(state),
      exercised: ({ state }) => property.exercised(state),
    })),
    goals: trial.goals.map((goal) => ({
      ...goal,
      reached: (before, step, after) => !isLeap(step) && goal.reached(before.state, step, after.state),
    })),
  };
}

/** A source that is not at rest and has nothing more to show goes on where it is. */
const leapsFrom = ({ options, outcome }: Place, from: number): readonly Leap[] =>
  (options.length === 0 && outcome < 0 ? [from] : options).map((to) => ({ type: 'leap', from, to }));

export const isLeap = (step: { readonly type: string }): step is Leap => step.type === 'leap';
