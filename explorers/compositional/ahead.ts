import type { Ask, Query } from '../../model/query.ts';
import type { Ahead } from '../../reductions/decomposition.ts';
import type { Automaton } from './automaton.ts';
import type { ProductState } from './product-state.ts';

/**
 * What lies ahead of the state of an automaton in which a product is.
 *
 * @param serves whether the environment serves in each of them.
 */
export function aheadOf<State>(
  { states }: Automaton,
  serves: readonly boolean[],
): (ask: Ask<ProductState<State>>) => Ahead {
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
  const servesNow = told<State>('whether the environment serves', (at) => serves[at]);
  const servesInTheEnd = told<State>(
    'whether the environment serves in the end, whatever happens',
    (at) => !failsInTheEnd[at],
  );
  const showsNothingElse = told<State>(
    'whether the environment shows nothing else any more',
    (at) => !showsAnother[at],
  );
  return (ask) => ({
    servesNow: () => ask(servesNow),
    servesInTheEnd: () => ask(servesInTheEnd),
    showsNothingElse: () => ask(showsNothingElse),
  });
}

const told = <State>(name: string, isSo: (at: number) => boolean): Query<ProductState<State>, boolean> => ({
  name,
  of: ({ place }) => isSo(place.at),
});
