import { failBatch } from '../application/sending.ts';
import { isOn } from '../network/requests/connection.ts';
import { withOrphanedRequests } from '../network/requests/orphaned-requests.ts';
import type { Batch, Request } from '../network/requests/request.ts';
import type { Producer } from './client/producer.ts';
import { replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';

/**
 * A connection breaks: everything on it has failed for the client, and what was answered is unknown to it. With `late`,
 * requests that the broker had not read yet arrive some time all the same.
 */
export function breakConnection(
  world: World,
  state: ClusterState,
  producer: number,
  broker: number,
  late: boolean,
): ClusterState {
  const client = state.producers[producer];
  const broken = client.inFlight.filter((request) => isOn(request, broker));
  if (broken.length === 0) return state;
  const inFlight = client.inFlight.filter((request) => !isOn(request, broker));
  const after = withProducer(state, producer, { ...client, inFlight });
  const requeued = retryAll(
    world,
    late ? withOrphanedRequests(after, producer, broken) : after,
    producer,
    broken.map(batchOf),
  );
  return settle(world, requeued, producer);
}

const batchOf = (request: Request): Batch => request.batch;

/**
 * Batches whose request failed wait for another try, unless their retries are used up. With idempotence the queue is
 * kept in sequence order; without it each goes to the front, so that several that fail together change their order
 * (`RecordAccumulator.reenqueue`).
 */
export function retryAll(world: World, state: ClusterState, producer: number, batches: readonly Batch[]): ClusterState {
  let after = state;
  for (const batch of batches) {
    if (world.acks === '0') continue;
    const failures = world.countsFailures ? batch.failures + 1 : batch.failures;
    if (failures > Math.min(world.retries, world.attempts + 1) && world.countsFailures) {
      after = failBatch(world, after, producer, batch);
      continue;
    }
    const { client, batch: numbered } = numberedNow(world, after.producers[producer], batch);
    const queue = [{ ...numbered, failures }, ...client.queue];
    if (world.idempotent)
      queue.sort((a, b) => a.epoch - b.epoch || a.sequence - b.sequence || a.partition - b.partition);
    after = withProducer(after, producer, { ...client, queue });
  }
  return after;
}

/** A batch that was on the wire when a new epoch began takes the next number of that. */
function numberedNow(world: World, client: Producer, batch: Batch): { client: Producer; batch: Batch } {
  if (!world.idempotent || world.transactional || batch.epoch === client.epoch) return { client, batch };
  const sequence = client.sequences[batch.partition];
  return {
    client: { ...client, sequences: replaceAt(client.sequences, batch.partition, sequence + 1) },
    batch: { ...batch, epoch: client.epoch, sequence },
  };
}

/**
 * A producer with an unresolved batch starts a new epoch as soon as it may, and numbers what is queued anew (KIP-360;
 * before it the client started over with a new producer id, which broke the session in the same way). A transactional
 * producer does so when its transaction has been aborted.
 */
export function settle(world: World, state: ClusterState, producer: number): ClusterState {
  const client = state.producers[producer];
  if (client.unresolved === 'no' || client.inFlight.length > 0 || world.transactional) return state;
  if (client.unresolved === 'given-up') {
    if (client.queue.length > 0) return state;
    // The last sequence was acknowledged after all: nothing before it is missing (`maybeResolveSequences`).
    const missing = client.sequences.some((next, partition) => client.acknowledged[partition] !== next - 1);
    if (!missing) return withProducer(state, producer, { ...client, unresolved: 'no' });
  }
  return beginEpoch(world, state, producer);
}

/**
 * The client bumps its epoch, and every batch that waits for an answer or another try is numbered from zero in the order
 * of the old numbers (`startSequencesAtBeginning`). What is still on the wire keeps the number that it was sent with; it
 * gets a new one if it comes back.
 */
export function beginEpoch(world: World, state: ClusterState, producer: number): ClusterState {
  const client = state.producers[producer];
  const epoch = client.epoch + 1;
  const sequences = Array<number>(world.partitions).fill(0);
  const anew = new Map<Batch, Batch>();
  const waiting = [...client.inFlight.filter(({ stage }) => stage !== 'wire').map(batchOf), ...client.queue];
  for (const batch of waiting.sort((a, b) => a.sequence - b.sequence)) {
    anew.set(batch, { ...batch, epoch, sequence: sequences[batch.partition] });
    sequences[batch.partition] += 1;
  }
  return withProducer(state, producer, {
    ...client,
    epoch,
    sequences,
    acknowledged: sequences.map(() => -1),
    queue: client.queue.map((batch) => anew.get(batch) ?? batch),
    inFlight: client.inFlight.map((request) => ({ ...request, batch: anew.get(request.batch) ?? request.batch })),
    unresolved: 'no',
  });
}

/**
 * UNKNOWN_PRODUCER_ID: the partition has nothing left of this producer, so the client starts at zero there in the epoch
 * that it has, with the batch that was refused and what waits behind it (before KIP-360).
 */
export function startOverOn(state: ClusterState, producer: number, partition: number): ClusterState {
  const client = state.producers[producer];
  let next = 1;
  const queue = client.queue.map((batch) => (batch.partition === partition ? { ...batch, sequence: next++ } : batch));
  return withProducer(state, producer, {
    ...client,
    sequences: replaceAt(client.sequences, partition, next),
    acknowledged: replaceAt(client.acknowledged, partition, -1),
    queue,
  });
}
