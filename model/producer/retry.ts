import type { ActionOf } from '../action.ts';
import { sendTarget } from '../broker/reachability.ts';
import { perConnection } from '../instances.ts';
import { numbered, requestOf } from '../network/requests/connection.ts';
import type { Batch } from '../network/requests/request.ts';
import { drains } from './client/draining.ts';
import { clientRuns } from './client/incarnation.ts';
import type { Producer } from './client/producer.ts';
import { hasRoom } from './client/room.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';

/** The oldest batch that waits for another try is sent again, in sequence order where there are sequences. */
export const retry: Rule<ActionOf<'producer.retry'>> = {
  instances: perConnection('producer.retry'),
  enabled(world, state, { producer, broker }) {
    return state.producers[producer].queue.length > 0 && retriable(world, state, producer, broker) >= 0;
  },
  next(world, state, { producer, broker }) {
    const index = retriable(world, state, producer, broker);
    const client = state.producers[producer];
    const { batch, sequences } = numberedNow(world, client, client.queue[index]);
    return withProducer(state, producer, {
      ...client,
      sequences,
      queue: client.queue.toSpliced(index, 1),
      inFlight: [...client.inFlight, requestOf(batch, broker)],
    });
  },
};

/** The batch as it goes now: with the number that it had, or with the next one of its partition. */
function numberedNow(
  world: World,
  { sequences }: Producer,
  batch: Batch,
): { readonly batch: Batch; readonly sequences: readonly number[] } {
  if (world.client.keepsSequencesOverRetries || !world.idempotent) return { batch, sequences };
  const sequence = sequences[batch.partition];
  return { batch: { ...batch, sequence }, sequences: sequences.with(batch.partition, sequence + 1) };
}

/** Which queued batch can go to `broker` now: the first of its partition; -1 for none. */
function retriable(world: World, state: ClusterState, producer: number, broker: number): number {
  const client = state.producers[producer];
  if (!clientRuns(world, state, producer) || client.transactionState === 'uninitialised') return -1;
  if (drains(world, client)) return -1;
  const waitsForAll = world.idempotent && !world.client.bumpsEpochByPartition;
  for (let index = 0; index < client.queue.length; index += 1) {
    const { partition, sequence } = client.queue[index];
    if (client.queue.findIndex((batch) => batch.partition === partition) !== index) continue;
    if (sendTarget(world, state, partition) !== broker || !hasRoom(world, client, broker, partition)) continue;
    // A batch with a sequence goes again only as the first unresolved one of its partition, or as the only one
    // (`rd_kafka_idemp_drain_toppar`).
    const earlier = client.inFlight.some(
      (request) =>
        request.batch.partition === partition &&
        !request.expired &&
        (waitsForAll || numbered(request).sequence < sequence),
    );
    if (!earlier) return index;
  }
  return -1;
}
