import type { OrphanedRequest } from '../../network/requests/request.ts';
import type { Batch } from '../../network/requests/request.ts';
import type { ClusterState } from '../../state.ts';
import type { World } from '../../world.ts';

/**
 * KAFKA-19012: a batch that expired gave its buffer back to the pool while the network thread was still sending it, and
 * the next batch was written over it: the request for one partition ends with the records of another.
 */
export function overwriteExpired(world: World, state: ClusterState, producer: number, batch: Batch): ClusterState {
  if (world.protocol.expiredBufferStaysTaken) return state;
  const { queue, inFlight } = state.producers[producer];
  const waited = new Set([...queue, ...inFlight.map((request) => request.batch)].map(({ value }) => value));
  const expired = (orphan: OrphanedRequest): orphan is Extract<OrphanedRequest, { readonly kind: 'produce' }> =>
    orphan.kind === 'produce' && orphan.producer === producer && !waited.has(orphan.batch.value);
  const orphanedRequests = state.orphanedRequests.map((orphan) =>
    expired(orphan) ? { ...orphan, batch: { ...batch, partition: orphan.batch.partition } } : orphan,
  );
  return state.orphanedRequests.some(expired) ? { ...state, orphanedRequests } : state;
}
