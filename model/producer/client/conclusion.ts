import type { Batch } from '../../network/requests/request.ts';
import type { World } from '../../world.ts';
import { type Ending, fateOf } from './fate.ts';
import { inCurrentEpoch, inNewEpoch, renumbered, withAcknowledged, withNumberBack } from './numbering.ts';
import type { Producer } from './producer.ts';

/** The client after the end of its wait for a batch, and what it tells the application. */
export interface Conclusion {
  readonly client: Producer;
  readonly told: Told;
}

/** How the future of a send completes; `fatal`: the client cannot be used any more. */
export type Told = 'nothing' | 'acknowledged' | 'failed' | 'fatal';

/** What the client does about a batch, which it has taken out of its queue or its requests in flight. */
export function conclusionOf(world: World, before: Producer, sent: Batch, ending: Ending): Conclusion {
  const fate = fateOf(world, before, sent, ending);
  if (fate === 'acknowledged') return { client: withAcknowledged(world, before, sent), told: 'acknowledged' };
  const { client, batch } = renumbered(before, sent, fate);
  if (fate !== 'failed' && fate !== 'failed-with-new-epoch') return retried(world, client, batch);
  const { client: after, told } = failed(world, client, batch);
  return { client: fate === 'failed' ? after : inNewEpoch(world, after), told };
}

/**
 * The batch waits for another try, unless its retries are used up. With idempotence the queue is kept in sequence order;
 * without it each goes to the front, so that several that fail together change their order
 * (`RecordAccumulator.reenqueue`).
 */
function retried(world: World, client: Producer, batch: Batch): Conclusion {
  if (world.acks === '0') return { client, told: 'nothing' };
  const failures = world.countsFailures ? batch.failures + 1 : batch.failures;
  if (failures > Math.min(world.retries, world.attempts + 1) && world.countsFailures) {
    return failed(world, client, batch);
  }
  const numbered = inCurrentEpoch(world, client, batch);
  const queue = [{ ...numbered.batch, failures }, ...client.queue];
  // What waits is always of one epoch: a new one numbers it anew.
  if (world.idempotent) queue.sort((a, b) => a.sequence - b.sequence || a.partition - b.partition);
  return { client: { ...numbered.client, queue }, told: 'nothing' };
}

/** The client gives the batch up, and the application cannot know whether it was stored (KAFKA-13574). */
function failed(world: World, client: Producer, batch: Batch): Conclusion {
  if (batch.transaction >= 0) {
    // Before KIP-360 a transactional client could not go on without knowing which sequence is next.
    if (!world.protocol.clientBumpsEpoch) return { client, told: 'fatal' };
    return { client: { ...client, transactionState: 'must-abort', unresolved: 'given-up' }, told: 'nothing' };
  }
  if (world.idempotent && !world.client.burnsIndefiniteSequences) {
    return { client: withNumberBack(client, batch), told: 'failed' };
  }
  const unresolved = world.idempotent && client.unresolved === 'no' ? 'given-up' : client.unresolved;
  return { client: { ...client, unresolved }, told: 'failed' };
}
