import { timesSeen } from '../../model/observer/sightings.ts';
import { Incident, type TransactionFact } from '../../model/observer/ledger.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { add, EMPTY, elementsOf, type SmallSet } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';

/** Incidents that nothing but whether a guarantee was put to the test depends on. */
const ofTests: SmallSet =
  (1 << Incident.positioned) | (1 << Incident.commitArrived) | (1 << Incident.transactionalRead);

/**
 * Of what the observer has noted in a transform, that which no verdict depends on any more:
 *
 * 1. That something has happened which only puts a guarantee to the test. Of states that differ in nothing else the one
 *    that is met first is counted, or not; no guarantee is violated in one of them alone. Not so that a zombie's request has
 *    arrived: there the other one is met as soon, and no state might be counted.
 * 2. That an output was acknowledged which has been read: it tells where a record is lost, and this one is not.
 * 3. What the application asked for, once a transaction was aborted: readers must not see it, whatever that was.
 */
export const withoutUnreadNotes: Rewriting<ClusterState> = {
  applies: () => true,
  parts: [
    { path: ['ledger', 'incidents'], of: ({ ledger }) => ledger.incidents & ~ofTests },
    { path: ['ledger', 'outputsAcknowledged'], of: acknowledgedUnread },
    { path: ['ledger', 'transactions'], of: ({ ledger }) => ledger.transactions.map(withoutRequest) },
  ],
};

function acknowledgedUnread({ ledger: { outputs, outputsAcknowledged } }: ClusterState): SmallSet {
  return elementsOf(outputsAcknowledged)
    .filter((value) => timesSeen(outputs, value) === 0)
    .reduce(add, EMPTY);
}

function withoutRequest(fact: TransactionFact): TransactionFact {
  return fact.decided === 'abort' ? { ...fact, asked: 'abort' } : fact;
}
