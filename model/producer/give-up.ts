import type { ActionOf } from '../action.ts';
import { perProducer } from '../instances.ts';
import { clientRuns } from './client/incarnation.ts';
import type { Rule } from '../rule.ts';
import { withProducer } from '../update.ts';
import { conclude, settle } from './conclude.ts';

/** delivery.timeout.ms: only a batch whose request has failed is ever late enough. */
export const giveUp: Rule<ActionOf<'producer.give-up'>> = {
  instances: perProducer('producer.give-up'),
  enabled: (world, state, { producer }) =>
    world.client.givesUpOnTime && state.producers[producer].queue.length > 0 && clientRuns(world, state, producer),
  next(world, state, { producer }) {
    const client = state.producers[producer];
    const [batch, ...queue] = client.queue;
    const after = withProducer(state, producer, { ...client, queue });
    return settle(world, conclude(world, after, producer, batch, 'expired'), producer);
  },
};
