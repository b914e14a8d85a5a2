import type { Batch } from '../network/requests/request.ts';
import { noteOutcome } from '../observer/sends.ts';
import type { Told } from '../producer/client/conclusion.ts';
import { add, elementsOf } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withLedger, withProducer } from '../update.ts';
import { memberOf } from '../transactional-ids.ts';
import type { World } from '../world.ts';
import { exitProcess } from './process-death.ts';
import { restartBatch } from './transform.ts';

/** What the application is told of its sends, and what it makes of it. */

/** The future of a send completes. Inside a transaction an acknowledgement says nothing yet. */
export function hear(world: World, state: ClusterState, producer: number, batch: Batch, told: Told): ClusterState {
  switch (told) {
    case 'nothing':
      return state;
    case 'acknowledged':
      if (world.transform) {
        return withLedger(state, { outputsAcknowledged: add(state.ledger.outputsAcknowledged, batch.value) });
      }
      return batch.transaction >= 0 ? state : noteOutcome(state, batch.value, 'acknowledged');
    case 'failed':
      return failRecord(world, state, producer, batch.value);
    case 'fatal':
      return exitProcess(world, state, producer);
  }
}

/** commitTransaction() returned: everything sent in the transaction is stored. */
export function acknowledgeTransaction(world: World, state: ClusterState, values: number): ClusterState {
  if (world.transform) return state;
  return elementsOf(values).reduce((after, value) => noteOutcome(after, value, 'acknowledged'), state);
}

/** The transaction was aborted: nothing of it is stored. */
export function failTransaction(world: World, state: ClusterState, producer: number, values: number): ClusterState {
  if (world.transform) return state;
  return elementsOf(values).reduce((after, value) => failRecord(world, after, producer, value), state);
}

/**
 * The application sends the record again, or gives up on it. In a transform that waits for its sends to give up is to
 * leave the batch uncommitted and to start it again; one that does not wait, or goes on whatever the answer is, drops the
 * output.
 */
function failRecord(world: World, state: ClusterState, producer: number, value: number): ClusterState {
  const after = world.transform ? state : noteOutcome(state, value, 'failed');
  const closing = world.transform && after.members[memberOf(world, producer)].step === 'close';
  if (world.resends && !closing && after.ledger.sends[value].times < world.attempts) {
    const client = after.producers[producer];
    if (client.resend.includes(value)) return after;
    return withProducer(after, producer, { ...client, resend: [...client.resend, value] });
  }
  return world.restartsOnFailure ? restartBatch(world, after, memberOf(world, producer)) : after;
}
