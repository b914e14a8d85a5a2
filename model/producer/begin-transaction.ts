import { isOfAnotherEpoch, withPartitions } from '../broker/transaction-requests.ts';
import { noteBegun } from '../observer/transaction-facts.ts';
import { add, elementsOf, EMPTY, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withProducer, withTransaction } from '../update.ts';
import { nextTransaction, sentTo, transactionId, type World } from '../world.ts';

/** beginTransaction(): local to the client. */
export function beginTransaction(state: ClusterState, producer: number): ClusterState {
  const client = state.producers[producer];
  if (client.transactionState === 'open') return state;
  const transaction = client.transaction < 0 ? transactionId(producer, 0) : nextTransaction(client.transaction);
  const begun = withProducer(state, producer, {
    ...client,
    transactionState: 'open',
    transaction,
    transactionValues: EMPTY,
  });
  return noteBegun(begun, transaction);
}

/**
 * AddPartitionsToTxn, before the first batch to a partition: what lies between the two can be seen by nobody, since a
 * partition without records only gets a marker. transaction.version 2 leaves it to the partition's leader.
 *
 * @returns null when the coordinator fences the producer.
 */
export function addPartition(
  world: World,
  state: ClusterState,
  producer: number,
  partition: number,
  value: number,
): ClusterState | null {
  const client = state.producers[producer];
  const noted = withProducer(state, producer, { ...client, transactionValues: add(client.transactionValues, value) });
  // The client asks once for each partition of a transaction (`TransactionManager.maybeAddPartition`).
  const isAdded = elementsOf(client.transactionValues).some((earlier) => sentTo(world, earlier) === partition);
  if (isAdded || world.protocol.transactionVersion === 2) return noted;
  const entry = state.transactions[client.producerId];
  if (isOfAnotherEpoch(world.protocol, entry, client.epoch)) return null;
  if (has(entry.partitions, partition)) return noted;
  const added = withPartitions(entry, add(EMPTY, partition), client.transaction);
  return withTransaction(noted, client.producerId, added);
}
