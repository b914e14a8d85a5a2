import type { Producer } from './producer.ts';
import type { World } from '../../world.ts';

/**
 * max.in.flight.requests.per.connection; with 1 the whole partition is muted meanwhile (guaranteeMessageOrder), since
 * its next request may go to another broker (KAFKA-3197).
 */
export function hasRoom(world: World, client: Producer, broker: number, partition: number): boolean {
  if (client.inFlight.length === 0) return true;
  const mutes = world.maxInFlight === 1 && world.protocol.clientMutesPartition;
  let count = 0;
  for (const request of client.inFlight) {
    if (request.broker === broker) count += 1;
    if (mutes && request.batch.partition === partition) return false;
  }
  return count < world.maxInFlight;
}
