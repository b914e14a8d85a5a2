import { numbered } from '../network/requests/connection.ts';
import { withOrphanedRequests } from '../network/requests/orphaned-requests.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';
import { conclude, settle } from './conclude.ts';

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
  const broken = client.inFlight.filter((request) => request.broker === broker);
  if (broken.length === 0) return state;
  const inFlight = client.inFlight.filter((request) => request.broker !== broker);
  let after = withProducer(state, producer, { ...client, inFlight });
  if (late) after = withOrphanedRequests(after, producer, broken);
  for (const request of broken) {
    if (request.expired) continue;
    after = conclude(world, after, producer, numbered(request), 'disconnected', request.renumbered !== null);
  }
  return settle(world, after, producer);
}
