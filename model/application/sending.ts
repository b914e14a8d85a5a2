import type { Batch } from '../network/requests/request.ts';
import { add, elementsOf, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withLedger, withProducer } from '../update.ts';
import type { World } from '../world.ts';
import type { Send } from '../observer/ledger.ts';
import { exitProcess } from './process.ts';
import { restartBatch } from './transform.ts';

/** What the application is told of its sends, and what it makes of it. */

/** Counting stops where no scope asks further: attempts are at most five. */
const TIMES_MAX = 5;

/** The future of a send completes: the record is stored. Inside a transaction that says nothing yet. */
export function acknowledgeBatch(world: World, state: ClusterState, batch: Batch): ClusterState {
  if (world.transform) {
    return withLedger(state, { outputsAcknowledged: add(state.ledger.outputsAcknowledged, batch.value) });
  }
  return batch.transaction >= 0 ? state : withOutcome(state, batch.value, 'acknowledged');
}

/**
 * The future of a send completes with an error: the application cannot know whether the record was stored
 * (KAFKA-13574). It drops the record or sends it again; in a transaction it must abort.
 */
export function failBatch(world: World, state: ClusterState, producer: number, batch: Batch): ClusterState {
  const client = state.producers[producer];
  if (batch.transaction >= 0) {
    // Before KIP-360 a transactional client could not go on without knowing which sequence is next: a fatal error.
    if (!world.protocol.clientBumpsEpoch) return exitProcess(world, state, producer);
    return withProducer(state, producer, { ...client, transactionState: 'must-abort', unresolved: 'given-up' });
  }
  if (world.idempotent && !world.client.burnsIndefiniteSequences) {
    return failRecord(world, withNumberBack(state, producer, batch), producer, batch.value);
  }
  const unresolved = world.idempotent && client.unresolved === 'no' ? 'given-up' : client.unresolved;
  return failRecord(world, withProducer(state, producer, { ...client, unresolved }), producer, batch.value);
}

/** The client takes the batch for never written: if it was the last one, the next record gets its number. */
function withNumberBack(state: ClusterState, producer: number, { partition, epoch, sequence }: Batch): ClusterState {
  const client = state.producers[producer];
  if (epoch !== client.epoch || sequence !== client.sequences[partition] - 1) return state;
  return withProducer(state, producer, { ...client, sequences: replaceAt(client.sequences, partition, sequence) });
}

/** commitTransaction() returned: everything sent in the transaction is stored. */
export function acknowledgeTransaction(world: World, state: ClusterState, values: number): ClusterState {
  if (world.transform) return state;
  return elementsOf(values).reduce((after, value) => withOutcome(after, value, 'acknowledged'), state);
}

/** The transaction was aborted: nothing of it is stored. */
export function failTransaction(world: World, state: ClusterState, producer: number, values: number): ClusterState {
  if (world.transform) return state;
  return elementsOf(values).reduce((after, value) => failRecord(world, after, producer, value), state);
}

/**
 * The application sends the record again, or gives up on it. In a transform that waits for its sends to give up is to
 * leave the batch uncommitted and to start it again; one that does not wait drops the output.
 */
function failRecord(world: World, state: ClusterState, producer: number, value: number): ClusterState {
  const after = world.transform ? state : withOutcome(state, value, 'failed');
  if (world.resends && after.ledger.sends[value].times < world.attempts) {
    const client = after.producers[producer];
    if (client.resend.includes(value)) return after;
    return withProducer(after, producer, { ...client, resend: [...client.resend, value] });
  }
  return world.transform && !world.asynchronous ? restartBatch(world, after, producer) : after;
}

/** Notes that the application hands a record, or in a transform its output, over once more. */
export function noteHandedOver(state: ClusterState, value: number): ClusterState {
  const send = state.ledger.sends[value];
  return withSend(state, value, { ...send, times: Math.min(send.times + 1, TIMES_MAX) });
}

/** A record that was once reported stored stays so, whatever a later attempt is told. */
export function withOutcome(state: ClusterState, value: number, outcome: Send['outcome']): ClusterState {
  const send = state.ledger.sends[value];
  return send.outcome === 'acknowledged' ? state : withSend(state, value, { ...send, outcome });
}

function withSend(state: ClusterState, value: number, send: Send): ClusterState {
  return withLedger(state, { sends: replaceAt(state.ledger.sends, value, send) });
}
