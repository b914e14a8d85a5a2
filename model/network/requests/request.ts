/** One record on its way to one partition. */
export interface Batch {
  readonly value: number;
  readonly partition: number;
  readonly producerId: number;
  readonly epoch: number;
  readonly sequence: number;
  readonly transaction: number;
  /** Which incarnation of the process sends it. */
  readonly incarnation: number;
  /** How many requests with it have failed; counted only as far as a limit depends on it, or a time-out in flight (to 1). */
  readonly failures: number;
}

/** A produce request. On the wire, in the log waiting for the high watermark, or answered and on the way back. */
export interface Request {
  /** As it was sent. */
  readonly batch: Batch;
  /** As its client numbers it by now, where a new epoch began while it was on its way; null where none did. */
  readonly renumbered: Batch | null;
  readonly broker: number;
  /** Whether its client waits for it no more: delivery.timeout.ms has passed for the batch. */
  readonly expired: boolean;
  readonly stage: 'wire' | 'log' | 'reply';
  /** In the log: the offset that must be below the high watermark. */
  readonly offset: number;
  readonly error: ProduceError;
}

export type ProduceError =
  | 'none'
  | 'not-leader'
  | 'not-enough-replicas'
  | 'request-timed-out'
  | 'concurrent-transactions'
  | 'out-of-order-sequence'
  | 'invalid-producer-epoch'
  | 'invalid-transaction-state'
  | 'unknown-producer-id'
  | 'invalid-record';

/** A commit that the client did not wait for. */
export interface CommitOnTheWay {
  readonly kind: 'offset-commit';
  readonly member: number;
  /** -1 when the client refused it as it was rejoining: it is sent again, in whatever generation, when that is over. */
  readonly generation: number;
  readonly offsets: readonly number[];
}

/** EndTxn of a client that waits for it no more. */
export interface OrphanedEnd {
  readonly kind: 'end-transaction';
  readonly producer: number;
  readonly epoch: number;
  readonly transaction: number;
  /** Which incarnation of the process has sent it. */
  readonly incarnation: number;
  readonly commit: boolean;
}

/** WriteTxnMarkers for one partition, which its coordinator has sent once more since its connection broke. */
export interface OrphanedMarker {
  readonly kind: 'marker';
  /** The producer id: that of a transactional id. */
  readonly producer: number;
  /** -1 is `__consumer_offsets`, where its producer's group commits. */
  readonly partition: number;
  /** The leader that it was sent to; -1 is the group coordinator. */
  readonly broker: number;
  readonly epoch: number;
  readonly transaction: number;
  readonly commit: boolean;
}

/** TxnOffsetCommit of a member that has sent it once more, or has died, since its connection broke. */
export interface OrphanedOffsets {
  readonly kind: 'transaction-offsets';
  /** The member's producer. */
  readonly producer: number;
  readonly epoch: number;
  readonly transaction: number;
  /** Which incarnation of the process has sent it. */
  readonly incarnation: number;
  readonly generation: number;
  readonly offsets: readonly number[];
}

/** A request that nobody waits for and that may still arrive: it outlived its connection, or is a commit of its own. */
export type OrphanedRequest =
  | CommitOnTheWay
  | OrphanedMarker
  | OrphanedOffsets
  | { readonly kind: 'produce'; readonly producer: number; readonly batch: Batch; readonly broker: number }
  | OrphanedEnd;
