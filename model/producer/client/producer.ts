import type { Batch, Request } from '../../network/requests/request.ts';
import type { SmallSet } from '../../sets.ts';

/** A producer client: one process's `KafkaProducer`, with what is on the wire between it and the brokers. */
export interface Producer {
  readonly up: boolean;
  /** A process of its own that is paused; in a transform it is the member that stalls. */
  readonly stalled: boolean;
  /** How many times the process has been started before. */
  readonly incarnation: number;
  /** -1 without idempotence. */
  readonly producerId: number;
  readonly epoch: number;
  /** Per partition the sequence of the next new batch; all 0 without idempotence. */
  readonly sequences: readonly number[];
  /** Per partition the highest sequence acknowledged in this epoch, -1 for none. */
  readonly acknowledged: readonly number[];
  /** Batches to be sent again, oldest first. */
  readonly queue: readonly Batch[];
  /** Requests on their way, in the order sent. */
  readonly inFlight: readonly Request[];
  /** Upstream: how many of its records the application has handed over. */
  readonly handedOver: number;
  /** Records that the application will send again after it was told that they failed. */
  readonly resend: readonly number[];
  /**
   * Partitions whose unanswered batches still have numbers of an older epoch; nothing new is sent there until they are
   * answered (`TxnPartitionEntry.producerIdAndEpoch`).
   */
  readonly stale: SmallSet;
  /**
   * Per partition the sequence after the last batch that was given up after a try, as long as the client does not know
   * whether the broker has it; -1 for none. Nothing new is sent there meanwhile (`partitionsWithUnresolvedSequences`).
   */
  readonly unresolved: readonly number[];
  /**
   * A transactional client asks for a new epoch after the abort (`clientSideEpochBumpRequired`). One of librdkafka without
   * transactions begins one as soon as nothing is in flight (`RD_KAFKA_IDEMP_STATE_DRAIN_BUMP`).
   */
  readonly epochDue: boolean;
  /**
   * Whether what it asked for was an abort so far: InitProducerId has ended what was left open, and is due once more. Told of
   * ids alone that change hands, with transaction.version 2.
   */
  readonly hasAborted: boolean;
  readonly transactionState: ClientTransactionState;
  /** The transaction begun last; -1 before the first. */
  readonly transaction: number;
  /** The records sent in the open transaction. */
  readonly transactionValues: SmallSet;
}

/**
 * The client's side of a transactional id. `none`: not transactional. `uninitialised`: InitProducerId is due.
 * `committing` and `aborting`: EndTxn was sent and its response has not come.
 */
export type ClientTransactionState =
  | 'none'
  | 'uninitialised'
  | 'ready'
  | 'open'
  | 'committing'
  | 'must-abort'
  | 'aborting';
