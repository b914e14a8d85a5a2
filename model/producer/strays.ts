import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { Request, Stray } from './producer.ts';

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
