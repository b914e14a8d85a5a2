import type { ActionOf } from '../action.ts';
import { acknowledgeBatch, failBatch, noteHandedOver, withOutcome } from '../application/sending.ts';
import { exitProcess } from '../application/process.ts';
import { memberHasSent, recordToSend } from '../application/transform.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { perConnection, perProducer } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { coordinatorAnswers, presumedLeader, withProducer } from '../update.ts';
import { inputPartitionOf, outputPartitionOf, type World } from '../world.ts';
import { clientRuns, newIncarnation } from './client.ts';
import { beginEpoch, oldestRequest, retryAll, settle, startOverOn } from './connection.ts';
import type { Batch, ProduceError, Producer } from './producer.ts';
import { overwriteExpired } from './strays.ts';
import { addPartition, beginTransaction } from './transactions.ts';

/** The record that the application hands over next: one to be sent again, or the next one; -1 for none. */
function nextRecord(world: World, state: ClusterState, producer: number): number {
  const client = state.producers[producer];
  if (client.resend.length > 0) return client.resend[0];
  if (world.transform) return recordToSend(state, producer);
  return client.handedOver < world.recordsPerProducer ? producer * world.recordsPerProducer + client.handedOver : -1;
}

const partitionOf = (world: World, value: number): number =>
  world.transform ? outputPartitionOf(world, value) : inputPartitionOf(world, value);

/**
 * The application hands over its next record and the client sends it at once: a batch of one, to the leader that the
 * metadata names. The metadata may be out of date by the time the request arrives.
 */
export const send: Rule<ActionOf<'producer.send'>> = {
  instances: perConnection('producer.send'),
  enabled(world, state, { producer, broker }) {
    const client = state.producers[producer];
    if (!clientRuns(world, state, producer) || client.unresolved !== 'no') return false;
    const value = nextRecord(world, state, producer);
    if (value < 0) return false;
    const partition = partitionOf(world, value);
    if (presumedLeader(world, state, partition) !== broker) return false;
    if (client.queue.some((batch) => batch.partition === partition)) return false;
    if (!hasRoom(world, client, broker, partition)) return false;
    return !world.transactional || mayJoinTransaction(world, state, producer);
  },
  next(world, state, { producer, broker }) {
    const value = nextRecord(world, state, producer);
    const partition = partitionOf(world, value);
    const begun = world.transactional ? beginTransaction(state, producer) : state;
    const joined = world.transactional ? addPartition(world, begun, producer, partition, value) : begun;
    if (joined === null) return exitProcess(world, begun, producer);
    const client = joined.producers[producer];
    const sequence = client.sequences[partition];
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
    const after = withProducer(written, producer, {
      ...client,
      sequences: world.idempotent ? replaceAt(client.sequences, partition, sequence + 1) : client.sequences,
      inFlight: [...client.inFlight, { batch, broker, stage: 'wire', offset: -1, error: 'none' }],
      resend: again ? client.resend.slice(1) : client.resend,
      handedOver: again || world.transform ? client.handedOver : client.handedOver + 1,
    });
    // The outputs of an aborted transaction are sent again, but were never there.
    const noted = world.transform && world.transactional ? after : noteHandedOver(after, value);
    if (world.transform) return again ? noted : memberHasSent(world, noted, producer);
    // acks=0: the future completes as soon as the record is on the socket.
    return world.acks === '0' && !world.transactional ? withOutcome(noted, value, 'acknowledged') : noted;
  },
};

/** The oldest batch that waits for another try is sent again, in sequence order where there are sequences. */
export const retry: Rule<ActionOf<'producer.retry'>> = {
  instances: perConnection('producer.retry'),
  enabled(world, state, { producer, broker }) {
    return state.producers[producer].queue.length > 0 && retriable(world, state, producer, broker) >= 0;
  },
  next(world, state, { producer, broker }) {
    const index = retriable(world, state, producer, broker);
    const client = state.producers[producer];
    const batch = client.queue[index];
    return withProducer(state, producer, {
      ...client,
      queue: client.queue.toSpliced(index, 1),
      inFlight: [...client.inFlight, { batch, broker, stage: 'wire', offset: -1, error: 'none' }],
    });
  },
};

/** Which queued batch can go to `broker` now: the first of its partition; -1 for none. */
function retriable(world: World, state: ClusterState, producer: number, broker: number): number {
  const client = state.producers[producer];
  if (!clientRuns(world, state, producer)) return -1;
  for (let index = 0; index < client.queue.length; index += 1) {
    const { partition, sequence } = client.queue[index];
    if (client.queue.findIndex((batch) => batch.partition === partition) !== index) continue;
    if (presumedLeader(world, state, partition) !== broker || !hasRoom(world, client, broker, partition)) continue;
    // An idempotent batch goes again only as the first unresolved one of its partition.
    const earlier = client.inFlight.some(
      (request) => request.batch.partition === partition && request.batch.sequence < sequence,
    );
    if (!world.idempotent || !earlier) return index;
  }
  return -1;
}

/**
 * max.in.flight.requests.per.connection; with 1 the whole partition is muted meanwhile (guaranteeMessageOrder), since
 * its next request may go to another broker (KAFKA-3197).
 */
function hasRoom(world: World, client: Producer, broker: number, partition: number): boolean {
  if (client.inFlight.length === 0) return true;
  const mutes = world.maxInFlight === 1 && world.protocol.clientMutesPartition;
  let count = 0;
  for (const request of client.inFlight) {
    if (request.broker === broker) count += 1;
    if (mutes && request.batch.partition === partition) return false;
  }
  return count < world.maxInFlight;
}

/** A transaction takes the record: the coordinator answers and is not busy ending the one before. */
function mayJoinTransaction(world: World, state: ClusterState, producer: number): boolean {
  const { transactionState } = state.producers[producer];
  if (transactionState !== 'ready' && transactionState !== 'open') return false;
  return coordinatorAnswers(world, state) && !isDecided(state.transactions[producer]);
}

/** The client reads the oldest response of a connection. */
export const receive: Rule<ActionOf<'producer.receive'>> = {
  instances: perConnection('producer.receive'),
  enabled(world, state, { producer, broker }) {
    const client = state.producers[producer];
    if (client.inFlight.length === 0 || !clientRuns(world, state, producer)) return false;
    return oldestRequest(client, broker)?.stage === 'reply';
  },
  next(world, state, { producer, broker }) {
    const client = state.producers[producer];
    const request = oldestRequest(client, broker);
    if (request === null) return state;
    const inFlight = client.inFlight.filter((other) => other !== request);
    const after = withProducer(state, producer, { ...client, inFlight });
    return settle(world, conclude(world, after, producer, request.batch, request.error), producer);
  },
};

/** What the client makes of an answer (`Sender.completeBatch`, `TransactionManager.canRetry`). */
function conclude(
  world: World,
  state: ClusterState,
  producer: number,
  batch: Batch,
  error: ProduceError,
): ClusterState {
  switch (error) {
    case 'none':
      return acknowledgeBatch(world, noteAcknowledged(state, producer, batch), batch);
    case 'not-leader':
    case 'not-enough-replicas':
    case 'concurrent-transactions':
      return retryAll(world, state, producer, [batch]);
    case 'out-of-order-sequence': {
      const client = state.producers[producer];
      const isNext = batch.sequence === client.acknowledged[batch.partition] + 1;
      // Not the next one after what is acknowledged: the ones before it will fill the gap.
      if (!isNext && client.unresolved === 'no') return retryAll(world, state, producer, [batch]);
      if (world.transactional) return failBatch(world, state, producer, batch);
      return retryAll(world, withProducer(state, producer, { ...client, unresolved: 'out-of-order' }), producer, [
        batch,
      ]);
    }
    case 'unknown-producer-id':
      return retryAll(world, startOverOn(state, producer, batch.partition), producer, [{ ...batch, sequence: 0 }]);
    case 'invalid-record': {
      const failed = failBatch(world, state, producer, batch);
      // KAFKA-14034: the gap is closed with a new epoch at once, whatever becomes of the batches before it.
      const waits = world.protocol.bumpWaitsForEarlierBatches || !world.protocol.clientBumpsEpoch;
      return waits || !world.idempotent || world.transactional ? failed : beginEpoch(world, failed, producer);
    }
    case 'invalid-producer-epoch':
    case 'invalid-transaction-state':
      return failBatch(world, state, producer, batch);
  }
}

/** `TransactionManager.maybeUpdateLastAckedSequence`. */
function noteAcknowledged(state: ClusterState, producer: number, batch: Batch): ClusterState {
  const client = state.producers[producer];
  if (batch.epoch !== client.epoch || batch.sequence <= client.acknowledged[batch.partition]) return state;
  const acknowledged = replaceAt(client.acknowledged, batch.partition, batch.sequence);
  return withProducer(state, producer, { ...client, acknowledged });
}

/** delivery.timeout.ms: only a batch whose request has failed is ever late enough. */
export const giveUp: Rule<ActionOf<'producer.give-up'>> = {
  instances: perProducer('producer.give-up'),
  enabled: (world, state, { producer }) =>
    state.producers[producer].queue.length > 0 && clientRuns(world, state, producer),
  next(world, state, { producer }) {
    const client = state.producers[producer];
    const [batch, ...queue] = client.queue;
    const after = withProducer(state, producer, { ...client, queue });
    return settle(world, failBatch(world, after, producer, batch), producer);
  },
};

/** A producer process of its own starts again: a new incarnation, which knows nothing of what was on its way. */
export const restart: Rule<ActionOf<'producer.restart'>> = {
  instances: (world) => (world.transform ? [] : perProducer('producer.restart')(world)),
  enabled: (_world, state, { producer }) => !state.producers[producer].up,
  next: (world, state, { producer }) => withProducer(state, producer, newIncarnation(world, state, producer)),
};
