import type { TransactionAnswer } from '../../../model/ports/transaction.ts';
import type { ClusterState } from '../../../model/state.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import type { Cluster } from '../cluster.ts';
import { refusalAt } from '../coordinated.ts';
import { errorCode } from '../error-code.ts';

/** Whose transactional id it is, -1 for one that nobody knows. */
export const producerNamed = ({ producers }: Cluster, transactionalId: string): number =>
  producers.findIndex((producer) => producer.transactionalId === transactionalId);

/**
 * Why the transaction coordinator does not look into a request of a producer: it is another broker, or the producer id is not
 * that of the transactional id.
 */
export function refusalOf(
  cluster: Cluster,
  broker: number,
  { transactionalId, producerId }: { readonly transactionalId: string; readonly producerId: number },
): number {
  const elsewhere = refusalAt(cluster, broker, 'transaction');
  if (elsewhere !== 0) return elsewhere;
  return producerId >= 0 && producerNamed(cluster, transactionalId) === producerId
    ? 0
    : ERROR_CODES.INVALID_PRODUCER_ID_MAPPING;
}

/** The code for a request's outcome: clients that do not know PRODUCER_FENCED are told of a wrong epoch (KIP-588). */
export const transactionCode = (error: TransactionAnswer['error'], knowsFenced: boolean): number =>
  error === 'producer-fenced' && !knowsFenced ? ERROR_CODES.INVALID_PRODUCER_EPOCH : errorCode(error);

/** The cluster after the machine has taken a request in which a transaction may have begun. */
export const withTransactionState = (cluster: Cluster, { state }: Pick<TransactionAnswer, 'state'>): Cluster => ({
  ...cluster,
  machine: state,
  transactions: cluster.transactions + 1,
});

/** The cluster after a request, or a time-out, by which a producer's epoch may be bumped. @param keepsLast whether the one from before is the last one then; otherwise there is none. */
export function withEpoch(cluster: Cluster, state: ClusterState, producerId: number, keepsLast: boolean): Cluster {
  const { epoch } = cluster.machine.transactions[producerId];
  const after = { ...cluster, machine: state };
  if (state.transactions[producerId].epoch === epoch) return after;
  const identity = { ...cluster.producers[producerId], lastEpoch: keepsLast ? epoch : -1 };
  return { ...after, producers: cluster.producers.with(producerId, identity) };
}

/**
 * The cluster after a transaction was decided. With transaction.version 2 the epoch that was bumped by it is the last one
 * (`TransactionMetadata.prepareAbortOrCommit`); before, whoever was fenced by that has no last one.
 */
export const withDecision = (cluster: Cluster, state: ClusterState, producerId: number): Cluster =>
  withEpoch(cluster, state, producerId, cluster.world.protocol.transactionVersion === 2);
