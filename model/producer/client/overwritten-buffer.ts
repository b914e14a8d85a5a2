import type { Batch, Request } from '../../network/requests/request.ts';
import type { ClusterState } from '../../state.ts';
import { withProducer } from '../../update.ts';
import type { World } from '../../world.ts';

/**
 * KAFKA-19012: a batch that expired gave its buffer back to the pool while the network thread was still sending it, and
 * the next batch was written over it: the request for one partition ends with the records of another. What is late on a
 * connection that has broken its client has sent, and sends no more of (`Selector.close`).
 */
export function overwriteExpired(world: World, state: ClusterState, producer: number, batch: Batch): ClusterState {
  if (world.protocol.expiredBufferStaysTaken) return state;
  const client = state.producers[producer];
  if (!client.inFlight.some(isBeingSent)) return state;
  const over = (expired: Batch): Batch => ({ ...batch, partition: expired.partition });
  const inFlight = client.inFlight.map((request) =>
    isBeingSent(request) ? { ...request, batch: over(request.batch) } : request,
  );
  return withProducer(state, producer, { ...client, inFlight });
}

/** Whether a batch that has expired is on its way still. */
const isBeingSent = ({ expired, stage }: Request): boolean => expired && stage === 'wire';
