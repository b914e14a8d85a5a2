import type { ActionOf } from '../action.ts';
import { perConnection } from '../instances.ts';
import type { Request } from '../network/requests/request.ts';
import type { Rule } from '../rule.ts';
import { withLagSpent, withProducer } from '../update.ts';

/**
 * request.timeout.ms passes for a produce request that waits for followers: the leader answers REQUEST_TIMED_OUT
 * (`DelayedProduce.forceComplete`), which the client tries again, and what is in the log stays there. By default the
 * time is as long as replica.lag.time.max.ms, after which the slow follower leaves the ISR: either may be first, and
 * both are paid from the same bound.
 */
export const timeOut: Rule<ActionOf<'broker.time-out'>> = {
  instances: (world) =>
    world.acks === 'all' && world.replicationFactor > 1 && world.setup.scope.lags > 0
      ? perConnection('broker.time-out')(world)
      : [],
  idle: (_world, state) => state.slowness.lags === 0,
  enabled: (_world, state, { producer, broker }) =>
    state.slowness.lags > 0 && state.producers[producer].inFlight.some((request) => waitsAt(request, broker)),
  next(_world, state, { producer, broker }) {
    const client = state.producers[producer];
    const inFlight = client.inFlight.map((request) =>
      waitsAt(request, broker)
        ? { ...request, stage: 'reply' as const, offset: -1, error: 'request-timed-out' as const }
        : request,
    );
    return withLagSpent(withProducer(state, producer, { ...client, inFlight }));
  },
};

/** Whether the request is in the broker's purgatory; of one connection there is at most one. */
const waitsAt = (request: Request, broker: number): boolean => request.broker === broker && request.stage === 'log';
