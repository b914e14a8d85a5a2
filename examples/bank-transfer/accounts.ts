import type { ClusterState, Property, Sighting, World } from '../../index.ts';
import type { Invariants } from '../with-invariants.ts';

/** What one transfer moves from account A to account B, in rupees. */
const AMOUNT = 1000;

/** What account A holds before the first transfer; account B starts empty. */
const DEPOSIT = 10_000;

/** Transfer t is two records: 2t debits account A, 2t + 1 credits account B. */
const debits = ({ value }: Sighting): boolean => value % 2 === 0;

export interface Balances {
  readonly a: number;
  readonly b: number;
}

/** The postings that count: what a reader of the output is given or, with balances outside Kafka, what was executed. */
const postingsOf = (world: World, state: ClusterState): readonly Sighting[] =>
  world.externalEffect ? state.ledger.processed[0] : state.ledger.outputs;

/** Both balances, derived from the postings alone. */
export function balancesOf(postings: readonly Sighting[]): Balances {
  let [a, b] = [DEPOSIT, 0];
  for (const posting of postings) {
    if (debits(posting)) a -= AMOUNT * posting.times;
    else b += AMOUNT * posting.times;
  }
  return { a, b };
}

/** No posting is made twice, whenever one looks: neither as a second output nor as a second execution. */
const noDoublePosting = (world: World): Property<ClusterState> => ({
  id: 'no-double-posting',
  kind: 'always',
  exercised: (state) => postingsOf(world, state).length > 0,
  violation(state) {
    const postings = postingsOf(world, state);
    const { a, b } = balancesOf(postings);
    const transfers = world.records / 2;
    if (a < DEPOSIT - AMOUNT * transfers) return { cause: 'account A was debited twice' };
    return b > AMOUNT * transfers ? { cause: 'account B was credited twice' } : null;
  },
});

/** At rest no money has been lost or made. While a transfer is under way a reader may have seen one half of it. */
const balancesConserved = (world: World): Property<ClusterState> => ({
  id: 'balances-conserved',
  kind: 'at-rest',
  exercised: (state) => postingsOf(world, state).length > 0,
  violation(state) {
    const { a, b } = balancesOf(postingsOf(world, state));
    if (a + b === DEPOSIT) return null;
    return { cause: a + b < DEPOSIT ? 'money was lost' : 'money was made' };
  },
});

/** Needs an even number of records, over two partitions. */
export const accounts: Invariants = (world) => [noDoublePosting(world), balancesConserved(world)];
