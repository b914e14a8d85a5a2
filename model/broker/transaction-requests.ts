import type { Protocol } from '../protocol.ts';
import { EMPTY, type SmallSet } from '../sets.ts';
import { isDecided, type TransactionEntry } from './transaction-coordinator.ts';

/** What requests and time-outs make of an id's entry at the transaction coordinator, whoever sends them. */

/** An entry after a request, and why that was refused. */
export interface Requested {
  readonly entry: TransactionEntry;
  readonly error: 'none' | 'producer-fenced' | 'concurrent-transactions' | 'invalid-transaction-state';
}

/** InitProducerId, where nothing is open: the epoch is bumped, which fences older incarnations. */
export const initialised = (entry: TransactionEntry): TransactionEntry => ({
  ...entry,
  epoch: entry.epoch + 1,
  status: 'empty',
  transaction: -1,
});

/**
 * The epoch under which the coordinator aborts what a client has left open (`prepareFenceProducerEpoch`): with
 * transaction.version 2 that of any end, so that the client's own abort is taken for a repetition of this one
 * (KAFKA-19367; 4.0.0 alone bumped it twice).
 */
export const fencingEpoch = ({ epoch }: TransactionEntry): number => epoch + 1;

/** The epoch under which it aborts what has taken longer than transaction.timeout.ms. */
export const timeOutEpoch = (protocol: Protocol, entry: TransactionEntry): number =>
  protocol.transactionTimeoutBumpsEpoch ? fencingEpoch(entry) : entry.epoch;

/** The decision, which is final once it is in the transaction log: from here on only markers are written. */
export const decided = (entry: TransactionEntry, commit: boolean, epoch: number): TransactionEntry => ({
  ...entry,
  epoch,
  status: commit ? 'prepare-commit' : 'prepare-abort',
});

/** Every marker is there: nothing is known of the transaction but how it ended. */
export const completed = (entry: TransactionEntry): TransactionEntry => ({
  ...entry,
  status: entry.status === 'prepare-commit' ? 'complete-commit' : 'complete-abort',
  partitions: EMPTY,
  offsets: false,
  offsetsMarked: false,
  transaction: -1,
});

/**
 * Whether the coordinator still writes markers: it puts EndTxn off (CONCURRENT_TRANSACTIONS). With transaction.version 2 it
 * does so before it looks at the epoch.
 */
export function isPutOff(protocol: Protocol, entry: TransactionEntry, epoch: number): boolean {
  if (!isDecided(entry)) return false;
  return protocol.transactionVersion === 2 || !protocol.producerEpochFencing || epoch === entry.epoch;
}

/**
 * EndTxn that is not put off. A request repeated after a lost response is answered as the first one was; with
 * transaction.version 2 it still carries the epoch from before the bump.
 */
export function ended(protocol: Protocol, entry: TransactionEntry, epoch: number, commit: boolean): Requested {
  const repeated =
    (commit && (entry.status === 'prepare-commit' || entry.status === 'complete-commit')) ||
    (!commit && (entry.status === 'prepare-abort' || entry.status === 'complete-abort'));
  const version2 = protocol.transactionVersion === 2;
  if (version2 && repeated && epoch === entry.epoch - 1) return { entry, error: 'none' };
  if (isOfAnotherEpoch(protocol, entry, epoch)) return { entry, error: 'producer-fenced' };
  if (entry.status === 'ongoing') {
    return { entry: decided(entry, commit, version2 ? entry.epoch + 1 : entry.epoch), error: 'none' };
  }
  if (!version2 || commit || isDecided(entry)) return { entry, error: repeated ? 'none' : 'invalid-transaction-state' };
  // transaction.version 2: the client cannot know whether a partition was ever added, so an empty abort is legal.
  const aborted = { ...entry, epoch: entry.epoch + 1, status: 'complete-abort' as const, transaction: -1 };
  return { entry: aborted, error: 'none' };
}

/** Whether the coordinator refuses a producer of this epoch. */
export const isOfAnotherEpoch = (protocol: Protocol, entry: TransactionEntry, epoch: number): boolean =>
  protocol.producerEpochFencing && entry.epoch !== epoch;

/** AddPartitionsToTxn of a producer that is not fenced; `transaction` begins with it, unless one is ongoing. */
export const withPartitions = (
  entry: TransactionEntry,
  partitions: SmallSet,
  transaction: number,
): TransactionEntry => ({ ...entry, status: 'ongoing', partitions: entry.partitions | partitions, transaction });

/** AddOffsetsToTxn: `__consumer_offsets` belongs to the transaction. */
export const withOffsets = (entry: TransactionEntry, transaction: number): TransactionEntry => ({
  ...entry,
  status: 'ongoing',
  offsets: true,
  transaction,
});
