import type { ActionOf } from '../action.ts';
import { perConnection } from '../instances.ts';
import { placesOnWire } from './requests/connection.ts';
import type { Rule } from '../rule.ts';
import { withProducer } from '../update.ts';

/**
 * A client that sends every request over a connection of its own: of the two oldest that the broker has not read, the
 * later one arrives first.
 */
export const overtake: Rule<ActionOf<'network.overtake'>> = {
  instances: (world) => (world.client.sendsOverOneConnection ? [] : perConnection('network.overtake')(world)),
  enabled: (_world, state, { producer, broker }) => placesOnWire(state.producers[producer], broker).length > 1,
  next(_world, state, { producer, broker }) {
    const client = state.producers[producer];
    const [first, second] = placesOnWire(client, broker);
    const inFlight = client.inFlight.with(first, client.inFlight[second]).with(second, client.inFlight[first]);
    return withProducer(state, producer, { ...client, inFlight });
  },
};
