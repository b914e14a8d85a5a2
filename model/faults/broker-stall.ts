import type { ActionOf } from '../action.ts';
import { withoutBroker } from '../broker/control.ts';
import { perBroker } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import { affords, spend } from './budget.ts';

/**
 * The heartbeats of a broker are later than broker.session.timeout.ms, and the controller fences it. It lives, keeps its
 * log and its connections, and leads in its own eyes until it hears otherwise; whether it does anything meanwhile is a
 * matter of which steps come next.
 */
export const brokerStall: Rule<ActionOf<'broker.stall'>> = {
  instances: (world) => (world.setup.faults['broker.stall'] > 0 ? perBroker('broker.stall')(world) : []),
  idle: (_world, state) => !affords(state, 'broker.stall'),
  enabled(_world, state, { broker }) {
    const { up, orderly } = state.brokers[broker];
    return up && !orderly && affords(state, 'broker.stall') && !has(state.controller.fenced, broker);
  },
  next: (world, state, { broker }) => withoutBroker(world, spend(state, 'broker.stall'), broker),
};
