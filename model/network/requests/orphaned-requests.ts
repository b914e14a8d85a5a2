import type { OrphanedRequest, Request } from './request.ts';
import type { ClusterState } from '../../state.ts';
import { withProducer } from '../../update.ts';

/** Requests that the broker has not read go on by themselves. */
export function withOrphanedRequests(
  state: ClusterState,
  producer: number,
  requests: readonly Request[],
): ClusterState {
  const orphans = requests
    .filter(({ stage }) => stage === 'wire')
    .map(({ batch, broker }): OrphanedRequest => ({ kind: 'produce', producer, batch, broker }));
  return orphans.length === 0 ? state : { ...state, orphanedRequests: [...state.orphanedRequests, ...orphans] };
}

/** The client process is gone: nobody waits for what is on the wire, which may still arrive. */
export function abandonConnections(state: ClusterState, producer: number, late: boolean): ClusterState {
  const client = state.producers[producer];
  const after = late ? withOrphanedRequests(state, producer, client.inFlight) : state;
  return withProducer(after, producer, { ...client, inFlight: [], queue: [], resend: [] });
}
