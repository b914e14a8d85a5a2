import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';
import type { Batch, Request, Stray } from './producer.ts';

/** The client process is gone: nobody waits for what is on the wire, which may still arrive. */
export function abandonConnections(state: ClusterState, producer: number, late: boolean): ClusterState {
  const client = state.producers[producer];
  const after = late ? withStrays(state, producer, client.inFlight) : state;
  return withProducer(after, producer, { ...client, inFlight: [], queue: [], resend: [] });
}

/** Requests that the broker has not read go on by themselves. */
export function withStrays(state: ClusterState, producer: number, requests: readonly Request[]): ClusterState {
  const strays = requests
    .filter((request) => request.stage === 'wire')
    .map((request): Stray => ({ kind: 'produce', producer, batch: request.batch, broker: request.broker }));
  return strays.length === 0 ? state : { ...state, strays: [...state.strays, ...strays] };
}

/**
 * KAFKA-19012: a batch that expired gave its buffer back to the pool while the network thread was still sending it, and
 * the next batch was written over it: the request for one partition ends with the records of another.
 */
export function overwriteExpired(world: World, state: ClusterState, producer: number, batch: Batch): ClusterState {
  if (world.protocol.expiredBufferStaysTaken) return state;
  const { queue, inFlight } = state.producers[producer];
  const waited = new Set([...queue, ...inFlight.map((request) => request.batch)].map(({ value }) => value));
  const expired = (stray: Stray): boolean =>
    stray.kind === 'produce' && stray.producer === producer && !waited.has(stray.batch.value);
  const strays = state.strays.map((stray) =>
    stray.kind === 'produce' && expired(stray)
      ? { ...stray, batch: { ...batch, partition: stray.batch.partition } }
      : stray,
  );
  return state.strays.some(expired) ? { ...state, strays } : state;
}
