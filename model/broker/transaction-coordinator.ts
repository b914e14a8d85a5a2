import { EMPTY, type SmallSet } from '../sets.ts';

/** What the transaction coordinator knows of one transactional id (`TransactionMetadata`). */
export interface TransactionEntry {
  /** The producer epoch that the coordinator accepts. */
  readonly epoch: number;
  readonly status: TransactionStatus;
  /** Partitions of the ongoing or completing transaction; none when there is none. */
  readonly partitions: SmallSet;
  /** Whether `__consumer_offsets` is among them; false when there is none. */
  readonly offsets: boolean;
  /** The transaction that is ongoing or completing; -1 when there is none. */
  readonly transaction: number;
  /**
   * Which start of which process holds the id: InitProducerId was answered for it last. -1 before the first, and where an
   * id is one process's for good, so that its newest incarnation holds it.
   */
  readonly holder: number;
  /** Whether the offsets marker of the completing transaction has been written. */
  readonly offsetsMarked: boolean;
  /** The newest epoch of the producer in `__consumer_offsets`, which that partition goes by; -1 where nobody asks. */
  readonly offsetsEpoch: number;
}

export type TransactionStatus =
  | 'empty'
  | 'ongoing'
  | 'prepare-commit'
  | 'prepare-abort'
  | 'complete-commit'
  | 'complete-abort';

/** An id of which the coordinator knows no transaction. */
export const NO_TRANSACTION = {
  status: 'empty',
  partitions: EMPTY,
  offsets: false,
  transaction: -1,
  offsetsMarked: false,
  offsetsEpoch: -1,
} as const satisfies Partial<TransactionEntry>;

/** Prepare states are final decisions: what is left is to write the markers. */
export const isDecided = (entry: TransactionEntry): boolean =>
  entry.status === 'prepare-commit' || entry.status === 'prepare-abort';
