import type { Batch, ProduceError } from '../../network/requests/request.ts';
import type { World } from '../../world.ts';
import type { Producer } from './producer.ts';

/** How the client's wait for a batch ends: with an answer, with its connection, or with delivery.timeout.ms. */
export type Ending = ProduceError | 'disconnected' | 'expired';

/** What becomes of a batch whose wait has ended. */
export type Fate =
  | 'acknowledged'
  /** It waits for another try. */
  | 'retried'
  /** As `retried`; nothing new is sent until the client has a new epoch. */
  | 'retried-in-new-epoch'
  /** As `retried`; the partition is numbered from zero, beginning with this batch. */
  | 'retried-from-zero'
  /** As `retried`; the client asks for a new epoch in the middle of its transaction (librdkafka #3575). */
  | 'retried-after-initialising'
  | 'failed'
  /** As `failed`; the gap is closed with a new epoch at once, whatever becomes of the batches before it (KAFKA-14034). */
  | 'failed-with-new-epoch';

/** What the client makes of the end of its wait (`Sender.completeBatch`, `TransactionManager.canRetry`). */
export function fateOf(world: World, client: Producer, batch: Batch, ending: Ending): Fate {
  switch (ending) {
    case 'none':
      return 'acknowledged';
    case 'disconnected':
    case 'not-leader':
    case 'not-enough-replicas':
    case 'concurrent-transactions':
      return 'retried';
    case 'unknown-producer-id':
      // Since KIP-360 an idempotent client takes a new epoch; inside a transaction it starts over as before.
      return world.protocol.clientBumpsEpoch && !world.transactional ? 'retried-in-new-epoch' : 'retried-from-zero';
    case 'out-of-order-sequence':
      return outOfOrder(world, client, batch);
    case 'invalid-record': {
      const waits = world.protocol.bumpWaitsForEarlierBatches || !world.protocol.clientBumpsEpoch;
      return waits || !world.idempotent || world.transactional ? 'failed' : 'failed-with-new-epoch';
    }
    case 'invalid-producer-epoch':
    case 'invalid-transaction-state':
    case 'expired':
      return 'failed';
  }
}

function outOfOrder(world: World, client: Producer, batch: Batch): Fate {
  if (world.transactional && !world.client.abortsOnOutOfOrder) return 'retried-after-initialising';
  // Sends that share a number leave gaps, which no retry fills.
  if (!world.client.numbersSendsAtomically) return 'failed';
  const isNext = batch.sequence === client.acknowledged[batch.partition] + 1;
  // Not the next one after what is acknowledged: the ones before it will fill the gap.
  if (!isNext && client.unresolved === 'no') return 'retried';
  return world.transactional ? 'failed' : 'retried-in-new-epoch';
}
