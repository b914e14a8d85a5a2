import type { Query } from '../../model/query.ts';
import type { Automaton } from './automaton.ts';
import type { ProductState } from './product-state.ts';

/** What is asked of where the automaton is in a product. */
export interface AheadQueries<State> {
  readonly servesNow: Query<ProductState<State>, boolean>;
  readonly servesInTheEnd: Query<ProductState<State>, boolean>;
  readonly showsNothingElse: Query<ProductState<State>, boolean>;
}

/**
 * What lies ahead of each state of an automaton.
 *
 * @param serves whether the environment serves in each of them.
 */
export function aheadQueries<State>({ states }: Automaton, serves: readonly boolean[]): AheadQueries<State> {
  const before = states.map((): number[] => []);
  states.forEach(({ successors }, from) => {
    for (const to of successors) before[to].push(from);
  });
  const leadsTo = (isOne: (at: number) => boolean): readonly boolean[] => {
    const found = states.map((_, at) => isOne(at));
    const open = found.flatMap((is, at) => (is ? [at] : []));
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const from of before[at]) {
        if (found[from]) continue;
        found[from] = true;
        open.push(from);
      }
    }
    return found;
  };
  const failsInTheEnd = leadsTo((at) => states[at].successors.length === 0 && !serves[at]);
  const showsAnother = leadsTo((at) => {
    const { observation, successors } = states[at];
    return successors.some((to) => states[to].observation !== observation);
  });
  return {
    servesNow: { name: 'whether the environment serves', of: ({ place }) => serves[place.at] },
    servesInTheEnd: {
      name: 'whether the environment serves in the end, whatever happens',
      of: ({ place }) => !failsInTheEnd[place.at],
    },
    showsNothingElse: {
      name: 'whether the environment shows nothing else any more',
      of: ({ place }) => !showsAnother[place.at],
    },
  };
}
