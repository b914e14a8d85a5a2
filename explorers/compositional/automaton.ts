import type { Future, Futures } from './closure-classes.ts';
import { Words } from './interner.ts';

/**
 * Where a source stands, as far as observers have noticed: everything that they can still be shown. As a future, but for
 * this: each of its options looks different, so that observers always know which place it is.
 */
export type Place = Future;

export interface Places {
  readonly all: readonly Place[];
  /** The place of each state that the search starts from. */
  readonly starts: readonly number[];
}

/**
 * The least automaton that shows observers whatever the source can show them.
 *
 * Observers know what they have noticed, and nothing of which state the source is in: so all futures that begin alike are
 * followed together (Rabin and Scott's subsets), and places with the same things to show become one (Moore's
 * refinement). What is lost is only which invisible steps were made.
 *
 * Yields now and then, for the caller to see to other things.
 */
export function* placesOf({ all, ofState }: Futures, starts: number): Generator<void, Places> {
  const subsets = new Map<string, number>();
  const places: { readonly futures: readonly number[]; options: number[] }[] = [];
  const placeOf = (futures: readonly number[]): number => {
    const key = futures.join();
    let place = subsets.get(key);
    if (place === undefined) {
      place = places.push({ futures, options: [] }) - 1;
      subsets.set(key, place);
    }
    return place;
  };
  const roots = Array.from({ length: starts }, (_, state) => placeOf([ofState[state]]));
  for (const place of places) {
    place.options = alike(all, place.futures).map(placeOf);
    yield;
  }
  const looks = places.map(({ futures }) => all[futures[0]]);
  const merged = merge(
    looks.map(lookOf),
    places.map(({ options }) => options),
  );
  const minimal: Place[] = [];
  places.forEach(({ options }, place) => {
    const { notice, outcome, state } = looks[place];
    minimal[merged[place]] ??= { notice, outcome, state, options: options.map((option) => merged[option]) };
  });
  return { all: minimal, starts: roots.map((root) => merged[root]) };
}

const lookOf = ({ notice, outcome }: Pick<Future, 'notice' | 'outcome'>): string => `${notice} ${outcome}`;

/** The futures that may be next after any of `futures`, those that look alike together. */
function alike(all: readonly Future[], futures: readonly number[]): number[][] {
  const groups = new Map<string, Set<number>>();
  for (const future of futures) {
    for (const option of all[future].options) {
      const look = lookOf(all[option]);
      const group = groups.get(look);
      if (group === undefined) groups.set(look, new Set([option]));
      else group.add(option);
    }
  }
  return [...groups.values()].map((group) => [...group].sort((a, b) => a - b));
}

/** Numbers places so that those have the same number which look the same and lead to the same. */
function merge(looks: readonly string[], options: readonly (readonly number[])[]): number[] {
  let numbers: number[] = [];
  let words = new Words();
  let next = looks.map((look) => words.numberOf(look));
  for (let size = 0; words.size > size; ) {
    size = words.size;
    numbers = next;
    words = new Words();
    const before = numbers;
    next = before.map((number, place) => {
      const leads = options[place].map((option) => before[option]).sort((a, b) => a - b);
      return words.numberOf(`${number};${leads.join()}`);
    });
  }
  return numbers;
}
