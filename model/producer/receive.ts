import type { ActionOf } from '../action.ts';
import { acknowledgeBatch, failBatch } from '../application/sending.ts';
import { perConnection } from '../instances.ts';
import { oldestRequest } from '../network/requests/connection.ts';
import type { Batch, ProduceError } from '../network/requests/request.ts';
import { beginEpoch, retryAll, settle, startOverOn } from './break-connection.ts';
import { clientRuns } from './client/incarnation.ts';
import { reinitialise } from './reinitialise.ts';
import type { Rule } from '../rule.ts';
import { replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';

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
      return acknowledgeBatch(world, noteAcknowledged(world, state, producer, batch), batch);
    case 'not-leader':
    case 'not-enough-replicas':
    case 'concurrent-transactions':
      return retryAll(world, state, producer, [batch]);
    case 'out-of-order-sequence': {
      const client = state.producers[producer];
      if (world.transactional && !world.client.abortsOnOutOfOrder) return reinitialise(world, state, producer, batch);
      // Sends that share a number leave gaps, which no retry fills.
      if (!world.client.numbersSendsAtomically) return failBatch(world, state, producer, batch);
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
function noteAcknowledged(world: World, before: ClusterState, producer: number, batch: Batch): ClusterState {
  const state = world.client.numbersSendsAtomically ? before : countAcknowledged(before, producer, batch);
  const client = state.producers[producer];
  if (batch.epoch !== client.epoch || batch.sequence <= client.acknowledged[batch.partition]) return state;
  const acknowledged = replaceAt(client.acknowledged, batch.partition, batch.sequence);
  return withProducer(state, producer, { ...client, acknowledged });
}

/** The client counts what was acknowledged instead of what was sent. */
function countAcknowledged(state: ClusterState, producer: number, { partition, epoch }: Batch): ClusterState {
  const client = state.producers[producer];
  if (epoch !== client.epoch) return state;
  const sequences = replaceAt(client.sequences, partition, client.sequences[partition] + 1);
  return withProducer(state, producer, { ...client, sequences });
}
