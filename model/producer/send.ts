import type { ActionOf } from '../action.ts';
import { exitProcess } from '../application/process-death.ts';
import { noteHandedOver, noteOutcome } from '../observer/sends.ts';
import { recordToSend } from '../application/transform.ts';
import { afterRecord } from '../application/after-record.ts';
import { sendTarget, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { perConnection } from '../instances.ts';
import { requestOf } from '../network/requests/connection.ts';
import type { Batch } from '../network/requests/request.ts';
import { addPartition, beginTransaction } from './begin-transaction.ts';
import { drains } from './client/draining.ts';
import { clientRuns } from './client/incarnation.ts';
import { overwriteExpired } from './client/overwritten-buffer.ts';
import { hasRoom } from './client/room.ts';
import { waitsForRetry } from './forget-partition.ts';
import type { Rule } from '../rule.ts';
import { has, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import { memberOf } from '../transactional-ids.ts';
import { sentTo, type World } from '../world.ts';

/**
 * The application hands over its next record and the client sends it at once: a batch of one, to the leader that the
 * metadata names. The metadata may be out of date by the time the request arrives.
 */
export const send: Rule<ActionOf<'producer.send'>> = {
  instances: perConnection('producer.send'),
  enabled(world, state, { producer, broker }) {
    const client = state.producers[producer];
    if (!clientRuns(world, state, producer)) return false;
    const value = nextRecord(world, state, producer);
    if (value < 0) return false;
    const partition = sentTo(world, value);
    // In these Kafka's client drains nothing new (`shouldStopDrainBatchesForPartition`).
    if (client.unresolved[partition] >= 0 || has(client.stale, partition) || drains(world, client)) return false;
    if (sendTarget(world, state, partition) !== broker) return false;
    if (waitsForRetry(client, partition)) {
      if (!world.client.numbersBufferedRecords) return true;
      if (world.client.mutesPartitionOnRetry) return false;
    }
    if (!hasRoom(world, client, broker, partition)) return false;
    return !world.transactional || mayJoinTransaction(world, state, producer);
  },
  next(world, state, { producer, broker }) {
    const value = nextRecord(world, state, producer);
    const partition = sentTo(world, value);
    const begun = world.transactional ? beginTransaction(state, producer) : state;
    const joined = world.transactional ? addPartition(world, begun, producer, partition, value) : begun;
    if (joined === null) return exitProcess(world, begun, producer);
    const client = joined.producers[producer];
    const buffered = waitsForRetry(client, partition) && !world.client.numbersBufferedRecords;
    const sequence = buffered ? 0 : client.sequences[partition];
    const batch: Batch = {
      value,
      partition,
      producerId: client.producerId,
      epoch: client.epoch,
      sequence: world.idempotent ? sequence : -1,
      transaction: world.transactional ? client.transaction : -1,
      incarnation: client.incarnation,
      failures: 0,
    };
    const again = client.resend.length > 0;
    const written = overwriteExpired(world, joined, producer, batch);
    const { inFlight } = written.producers[producer];
    const counts = world.idempotent && !buffered && world.client.numbersSendsAtomically;
    const after = withProducer(written, producer, {
      ...client,
      sequences: counts ? replaceAt(client.sequences, partition, sequence + 1) : client.sequences,
      queue: buffered ? [...client.queue, batch] : client.queue,
      inFlight: buffered ? inFlight : [...inFlight, requestOf(batch, broker)],
      resend: client.resend.slice(1),
      handedOver: again || world.transform ? client.handedOver : client.handedOver + 1,
    });
    // The outputs of an aborted transaction are sent again, but were never there.
    const noted = world.transform && world.transactional ? after : noteHandedOver(after, value);
    if (world.transform) return again ? noted : afterRecord(world, noted, memberOf(world, producer));
    // acks=0: the future completes as soon as the record is on the socket.
    return world.acks === '0' && !world.transactional ? noteOutcome(noted, value, 'acknowledged') : noted;
  },
};

/** The record that the application hands over next: one to be sent again, or the next one; -1 for none. */
function nextRecord(world: World, state: ClusterState, producer: number): number {
  const client = state.producers[producer];
  if (client.resend.length > 0) return client.resend[0];
  if (world.transform) return recordToSend(world, state, producer);
  return client.handedOver < world.recordsPerProducer ? producer * world.recordsPerProducer + client.handedOver : -1;
}

/** A transaction takes the record: the coordinator answers and is not busy ending the one before. */
function mayJoinTransaction(world: World, state: ClusterState, producer: number): boolean {
  const { transactionState, producerId } = state.producers[producer];
  if (transactionState !== 'ready' && transactionState !== 'open') return false;
  return transactionCoordinatorAnswers(world, state) && !isDecided(state.transactions[producerId]);
}
