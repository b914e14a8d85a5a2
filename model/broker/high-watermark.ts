import { Incident } from '../observer/ledger.ts';
import type { Request } from '../network/requests/request.ts';
import { elementsOf, sizeOf } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf, withIncident, withLedger, withProducer, withReplica } from '../update.ts';
import type { World } from '../world.ts';
import { agree, type Log } from './log/log.ts';
import type { Leading, Replica } from './replica.ts';

/**
 * Raises a leader's high watermark as far as its followers' fetches allow, and answers the produce requests that
 * waited for it (`Partition.maybeIncrementLeaderHW`, `DelayedProduce`): all under one lock in Kafka, one step here.
 *
 * The maximal ISR counts: members of a proposed ISR hold the watermark back before the controller has accepted them
 * (KIP-497).
 */
export function advanceHighWatermark(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
): ClusterState {
  const replica = replicaOf(world, state, broker, partition);
  const { leading } = replica;
  if (leading === null) return state;
  const end = allowedHighWatermark(world, replica, leading, broker);
  if (end <= replica.highWatermark) return state;
  let after = withReplica(world, state, broker, partition, { ...replica, highWatermark: end });
  after = observeCommitted(after, partition, replica.log, end);
  return answerWaiting(after, broker, partition, end, errorOnceReplicated(world, leading));
}

/** How far what a leader has heard of its followers allows its high watermark to be; never less than where it is. */
export function allowedHighWatermark(
  { protocol, minIsr }: World,
  { log, highWatermark }: Pick<Replica, 'log' | 'highWatermark'>,
  { isr, proposedIsr, ends }: Leading,
  leader: number,
): number {
  if (protocol.highWatermarkWaitsForMinIsr && sizeOf(isr) < minIsr) return highWatermark;
  let end = log.length;
  for (const member of elementsOf(isr | proposedIsr)) if (member !== leader) end = Math.min(end, ends[member]);
  return Math.max(end, highWatermark);
}

/** NOT_ENOUGH_REPLICAS_AFTER_APPEND, in every version by the maximal ISR (`Partition.checkEnoughReplicasReachOffset`). */
export const errorOnceReplicated = (
  { minIsr }: World,
  { isr, proposedIsr }: Leading,
): 'none' | 'not-enough-replicas' => (sizeOf(isr | proposedIsr) < minIsr ? 'not-enough-replicas' : 'none');

/** Answers the requests that wait in a broker's purgatory for offsets below `end`. */
export function answerWaiting(
  state: ClusterState,
  broker: number,
  partition: number,
  end: number,
  error: Request['error'],
): ClusterState {
  let after = state;
  for (let index = 0; index < state.producers.length; index += 1) {
    const producer = state.producers[index];
    const waits = (request: Request): boolean =>
      request.stage === 'log' &&
      request.broker === broker &&
      request.batch.partition === partition &&
      request.offset < end;
    if (!producer.inFlight.some(waits)) continue;
    const inFlight = producer.inFlight.map((request) =>
      waits(request) ? { ...request, stage: 'reply' as const, offset: -1, error } : request,
    );
    after = withProducer(after, index, { ...producer, inFlight });
  }
  return after;
}

/** The observer notes what is below a high watermark, and whether an offset changed its record. */
function observeCommitted(state: ClusterState, partition: number, log: Log, end: number): ClusterState {
  const seen = state.ledger.committed[partition];
  const after = agree(seen, log, Math.min(seen.length, end)) ? state : withIncident(state, Incident.offsetChanged);
  if (end <= seen.length) return after;
  const committed = after.ledger.committed.slice();
  committed[partition] = [...seen, ...log.slice(seen.length, end)];
  return withLedger(after, { committed });
}
