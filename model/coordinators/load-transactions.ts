import { NO_TRANSACTION, type TransactionEntry } from '../broker/transaction-coordinator.ts';
import type { ClusterState } from '../state.ts';
import { withLostProducerId } from './lost-producer-id.ts';

/**
 * Transactional ids as their coordinator finds them in `__transaction_state`; null where nothing is there.
 *
 * An id that is not found gets a new producer id with its next InitProducerId (`TransactionCoordinator.handleInitProducerId`).
 * What was written under the old one nobody will end: a transaction that is open hangs for good. Here it is the old one that
 * gets another number, since everybody knows an id by that of its entry.
 */
export function loadTransactions(state: ClusterState, written: readonly TransactionEntry[] | null): ClusterState {
  if (written === null) {
    const forgotten = state.transactions.reduce((after, _entry, id) => withLostProducerId(after, id), state);
    return { ...forgotten, transactions: state.transactions.map((entry, id) => unknownEntry(state, entry, id)) };
  }
  // What the partition of `__consumer_offsets` goes by is in another log.
  const transactions = written.map((entry, id) => ({ ...entry, offsetsEpoch: state.transactions[id].offsetsEpoch }));
  return { ...state, transactions };
}

/** A client that has the old producer id is told that it is not this one's (INVALID_PRODUCER_ID_MAPPING): by its epoch, here. */
function unknownEntry({ producers }: ClusterState, entry: TransactionEntry, id: number): TransactionEntry {
  const newest = producers.reduce(
    (epoch, client) => (client.producerId === id ? Math.max(epoch, client.epoch) : epoch),
    entry.epoch,
  );
  return { ...entry, ...NO_TRANSACTION, epoch: newest + 1 };
}
