import type { ActionOf } from '../action.ts';
import { perConnection } from '../instances.ts';
import { numbered, oldestRequest } from '../network/requests/connection.ts';
import type { Rule } from '../rule.ts';
import { withProducer } from '../update.ts';
import { clientRuns } from './client/incarnation.ts';
import { conclude, settle } from './conclude.ts';

/** The client reads the oldest response of a connection. */
export const receive: Rule<ActionOf<'producer.receive'>> = {
  instances: perConnection('producer.receive'),
  enabled(world, state, { producer, broker }) {
    const client = state.producers[producer];
    if (client.inFlight.length === 0 || !clientRuns(world, state, producer)) return false;
    return oldestRequest(client, broker)?.stage === 'reply';
  },
  next(world, state, { producer, broker }) {
    const client = state.producers[producer];
    // There is one, or the action is not enabled.
    const oldest = client.inFlight.findIndex((request) => request.broker === broker);
    const request = client.inFlight[oldest];
    const inFlight = client.inFlight.toSpliced(oldest, 1);
    const after = withProducer(state, producer, { ...client, inFlight });
    const reset = request.renumbered !== null;
    return settle(world, conclude(world, after, producer, numbered(request), request.error, reset), producer);
  },
};
