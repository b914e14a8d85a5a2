import type { ActionOf } from '../action.ts';
import { withRemainder } from '../broker/coordinator-log.ts';
import type { Rule } from '../rule.ts';
import { affords, spend } from './budget.ts';
import { stopped } from './stopped.ts';

/**
 * Power fails, and of an internal topic some of what was not flushed is gone, which is found out when a coordinator loads
 * it. The topic on trial keeps its logs: `broker.power-loss` says what becomes of those.
 */
export const coordinatorLogLost: Rule<ActionOf<'coordinator-log.lost'>> = {
  instances: (world) =>
    world.offsetsTopic.unflushed
      ? world.offsetsTopic.hosts.map((broker) => ({ type: 'coordinator-log.lost', broker, coordinator: 'group' }))
      : [],
  idle: (_world, state) => !affords(state, 'broker.power-loss'),
  enabled: (_world, state, { broker }) =>
    state.brokers[broker].up &&
    affords(state, 'broker.power-loss') &&
    state.offsetsLog !== null &&
    state.offsetsLog.entries.length > 1,
  next(world, state, { broker }) {
    const after = stopped(world, spend(state, 'broker.power-loss'), broker, ({ length }) => length);
    if (after.offsetsLog === null) return after;
    return { ...after, offsetsLog: withRemainder(after.offsetsLog, broker, 'cut') };
  },
};
