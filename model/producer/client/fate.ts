import type { Batch, ProduceError } from '../../network/requests/request.ts';
import type { World } from '../../world.ts';
import type { Producer } from './producer.ts';

/**
 * How the client's wait for a batch ends: with an answer, with its connection, or with delivery.timeout.ms. A batch that
 * expires on its first try leaves no sequence unresolved (`Sender.sendProducerData`).
 */
export type Ending = ProduceError | 'disconnected' | 'expired' | 'expired-at-first';

/** What becomes of a batch whose wait has ended. */
export type Fate =
  | 'acknowledged'
  /** It waits for another try. */
  | 'retried'
  /** As `retried`; a new epoch begins, in which the partition is numbered anew. */
  | 'retried-in-new-epoch'
  /** As `retried`; the partition is numbered from zero, beginning with this batch. */
  | 'retried-from-zero'
  /** As `retried`; the client asks for a new epoch in the middle of its transaction (librdkafka #3575). */
  | 'retried-after-initialising'
  /** Its sequence is used up, and nothing is done about the gap that it may leave. */
  | 'failed'
  /** As `failed`; the gap is closed with a new epoch at once, whatever becomes of the batches before it (KAFKA-14034). */
  | 'failed-with-new-epoch'
  /** As `failed`; nothing new is sent to the partition until it is known whether there is a gap (KIP-360). */
  | 'given-up'
  /** The client cannot say what is stored, and sends nothing more (librdkafka). */
  | 'fatal';

/**
 * What the client makes of the end of its wait (`Sender.completeBatch`, `TransactionManager.canRetry` and
 * `handleFailedBatch`).
 *
 * @param reset whether the batch was numbered anew while it was on its way: what the broker says of its number is of
 * the old one
 */
export function fateOf(world: World, client: Producer, batch: Batch, ending: Ending, reset: boolean): Fate {
  switch (ending) {
    case 'none':
      return 'acknowledged';
    case 'disconnected':
    case 'not-leader':
    case 'not-enough-replicas':
    case 'request-timed-out':
    case 'concurrent-transactions':
      return 'retried';
    case 'unknown-producer-id':
      if (!world.client.mendsSequences) return 'failed';
      if (!world.client.goesOnOutOfOrder && !world.transactional)
        return batch.failures > 0 ? 'fatal' : 'retried-in-new-epoch';
      // Since KIP-360 an idempotent client takes a new epoch; inside a transaction it starts over as before.
      if (!world.protocol.clientBumpsEpoch || world.transactional) return 'retried-from-zero';
      return reset ? 'retried' : 'retried-in-new-epoch';
    case 'out-of-order-sequence':
      return outOfOrder(world, client, batch, reset);
    case 'invalid-record':
    case 'invalid-producer-epoch':
    case 'invalid-transaction-state':
      return refused(world, batch);
    case 'expired':
      return 'given-up';
    case 'expired-at-first':
      return 'failed';
  }
}

/** The batch is not in the log, and never will be: unless its retries are used up, the gap is closed at once. */
function refused({ protocol, client, retries, idempotent, transactional }: World, { failures }: Batch): Fate {
  if (!idempotent || !client.mendsSequences || transactional || failures >= retries) return 'failed';
  return protocol.clientBumpsEpoch && !protocol.bumpWaitsForEarlierBatches ? 'failed-with-new-epoch' : 'given-up';
}

function outOfOrder(world: World, client: Producer, batch: Batch, reset: boolean): Fate {
  if (!world.client.mendsSequences) return 'failed';
  if (world.transactional && !world.client.abortsOnOutOfOrder) return 'retried-after-initialising';
  // Sends that share a number leave gaps, which no retry fills.
  if (!world.client.numbersSendsAtomically) return 'failed';
  const { partition, sequence } = batch;
  if (!world.client.goesOnOutOfOrder && !world.transactional) {
    return sequence > client.acknowledged[partition] + 1 ? 'retried-in-new-epoch' : 'fatal';
  }
  const unresolved = world.transactional ? client.epochDue : client.unresolved[partition] >= 0;
  const isNext = sequence === client.acknowledged[partition] + 1;
  // Not the next one after what is acknowledged: the ones before it will fill the gap.
  if (!unresolved && (reset || !isNext)) return 'retried';
  if (world.transactional) return 'failed';
  // One before it was given up: whether there is a gap shows at the batch after the last of these.
  return unresolved && sequence !== client.unresolved[partition] ? 'retried' : 'retried-in-new-epoch';
}
