import type { ActionOf } from '../action.ts';
import { affords, spend } from './budget.ts';
import { perConnection } from '../instances.ts';
import { oldestRequest } from '../network/requests/connection.ts';
import { breakConnection } from '../producer/break-connection.ts';
import type { Rule } from '../rule.ts';

/** A connection breaks before the broker has read its oldest request. */
export const requestLost: Rule<ActionOf<'request.lost'>> = {
  instances: (world) => (world.setup.faults['request.lost'] === 0 ? [] : perConnection('request.lost')(world)),
  idle: (_world, state) => !affords(state, 'request.lost'),
  enabled: (_world, state, { producer, broker }) =>
    affords(state, 'request.lost') && oldestRequest(state.producers[producer], broker)?.stage === 'wire',
  next: (world, state, { producer, broker }) =>
    breakConnection(world, spend(state, 'request.lost'), producer, broker, false),
};

/** A lost response is not a lost request: the batch is where the broker put it. */
export const responseLost: Rule<ActionOf<'response.lost'>> = {
  instances: (world) => (world.setup.faults['response.lost'] === 0 ? [] : perConnection('response.lost')(world)),
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled(_world, state, { producer, broker }) {
    if (!affords(state, 'response.lost')) return false;
    const request = oldestRequest(state.producers[producer], broker);
    return request !== null && request.stage !== 'wire';
  },
  next: (world, state, { producer, broker }) =>
    breakConnection(world, spend(state, 'response.lost'), producer, broker, false),
};

/** A connection breaks with all that is on it; requests that the broker has not read may arrive late. */
export const connectionLost: Rule<ActionOf<'connection.lost'>> = {
  instances: (world) =>
    world.setup.faults['connection.lost'] === 0
      ? []
      : perConnection('connection.lost')(world).flatMap((connection) =>
          [false, true].map((late) => ({ ...connection, late })),
        ),
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled(_world, state, { producer, broker, late }) {
    if (!affords(state, 'connection.lost')) return false;
    const onIt = state.producers[producer].inFlight.filter((request) => request.broker === broker);
    return onIt.length > 0 && (!late || onIt.some((request) => request.stage === 'wire'));
  },
  next: (world, state, { producer, broker, late }) =>
    breakConnection(world, spend(state, 'connection.lost'), producer, broker, late),
};
