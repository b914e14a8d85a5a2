import { withPartitions } from '../broker/transaction-requests.ts';
import { noteBegun } from '../observer/transaction-facts.ts';
import type { Producer } from './client/producer.ts';
import { add, EMPTY } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withProducer, withTransaction } from '../update.ts';
import { nextTransaction, type World } from '../world.ts';

/**
 * A client that meets an error inside its transaction with InitProducerId, and then goes on as if it were still in it
 * (librdkafka #3575). The coordinator aborts what was open; what is sent from now on is another transaction.
 */

/** Whether InitProducerId is due in the middle of what the client takes for its transaction. */
export const isInTransaction = (client: Producer): boolean => client.transactionValues !== EMPTY;

/**
 * The new epoch is there: what waits is numbered anew, in a transaction that only the brokers know to be another. Before
 * transaction.version 2 the client also adds its partitions to that (AddPartitionsToTxn).
 */
export function proceed(world: World, state: ClusterState, producer: number): ClusterState {
  const client = state.producers[producer];
  const transaction = nextTransaction(client.transaction);
  const sequences = Array<number>(world.partitions).fill(0);
  const queue = client.queue.map((batch) => {
    const sequence = sequences[batch.partition];
    sequences[batch.partition] += 1;
    return { ...batch, epoch: client.epoch, sequence, transaction };
  });
  const changed = { ...client, transaction, sequences, queue, transactionState: 'open' as const };
  const begun = noteBegun(withProducer(state, producer, changed), transaction);
  if (world.protocol.transactionVersion === 2 || queue.length === 0) return begun;
  const partitions = queue.reduce((set, { partition }) => add(set, partition), EMPTY);
  const entry = begun.transactions[client.producerId];
  return withTransaction(begun, client.producerId, withPartitions(entry, partitions, transaction));
}
