import type { ActionOf } from '../action.ts';
import { perConnection } from '../instances.ts';
import { onWire } from './requests/connection.ts';
import type { Rule } from '../rule.ts';
import { withProducer } from '../update.ts';

/**
 * A client that sends every request over a connection of its own: of the two oldest that the broker has not read, the
 * later one arrives first.
 */
export const overtake: Rule<ActionOf<'network.overtake'>> = {
  instances: (world) => (world.client.sendsOverOneConnection ? [] : perConnection('network.overtake')(world)),
  enabled: (_world, state, { producer, broker }) => onWire(state.producers[producer], broker).length > 1,
  next(_world, state, { producer, broker }) {
    const client = state.producers[producer];
    const [first, second] = onWire(client, broker);
    const at = client.inFlight.indexOf(first);
    const later = client.inFlight.indexOf(second, at + 1);
    const inFlight = client.inFlight.with(at, second).with(later, first);
    return withProducer(state, producer, { ...client, inFlight });
  },
};
