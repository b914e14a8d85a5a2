import type { ActionOf } from '../action.ts';
import { perProducer } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withProducer } from '../update.ts';

/** A stalled producer goes on where it was, whatever has happened without it: a zombie, if another one has its id by now. */
export const resume: Rule<ActionOf<'producer.resume'>> = {
  instances: (world) => (world.setup.faults['producer.stall'] > 0 ? perProducer('producer.resume')(world) : []),
  enabled: (_world, state, { producer }) => state.producers[producer].stalled,
  next: (_world, state, { producer }) =>
    withProducer(state, producer, { ...state.producers[producer], stalled: false }),
};
