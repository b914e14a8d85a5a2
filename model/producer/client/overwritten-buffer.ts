import type { Batch, OrphanedRequest, Request } from '../../network/requests/request.ts';
import type { ClusterState } from '../../state.ts';
import { withProducer } from '../../update.ts';
import type { World } from '../../world.ts';

/**
 * KAFKA-19012: a batch that expired gave its buffer back to the pool while the network thread was still sending it, and
 * the next batch was written over it: the request for one partition ends with the records of another.
 */
export function overwriteExpired(world: World, state: ClusterState, producer: number, batch: Batch): ClusterState {
  if (world.protocol.expiredBufferStaysTaken) return state;
  const client = state.producers[producer];
  const awaited = client.inFlight.filter(({ expired }) => !expired).map((request) => request.batch);
  const waited = new Set([...client.queue, ...awaited].map(({ value }) => value));
  const over = (expired: Batch): Batch => ({ ...batch, partition: expired.partition });
  const isExpired = (orphan: OrphanedRequest): orphan is Extract<OrphanedRequest, { readonly kind: 'produce' }> =>
    orphan.kind === 'produce' && orphan.producer === producer && !waited.has(orphan.batch.value);
  let after = state;
  if (state.orphanedRequests.some(isExpired)) {
    const orphanedRequests = state.orphanedRequests.map((orphan) =>
      isExpired(orphan) ? { ...orphan, batch: over(orphan.batch) } : orphan,
    );
    after = { ...after, orphanedRequests };
  }
  if (!client.inFlight.some(isBeingSent)) return after;
  const inFlight = client.inFlight.map((request) =>
    isBeingSent(request) ? { ...request, batch: over(request.batch) } : request,
  );
  return withProducer(after, producer, { ...client, inFlight });
}

/** Whether a batch that has expired is on its way still. */
const isBeingSent = ({ expired, stage }: Request): boolean => expired && stage === 'wire';
