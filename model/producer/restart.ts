import type { ActionOf } from '../action.ts';
import { perProducer } from '../instances.ts';
import { newIncarnation } from './client/incarnation.ts';
import type { Rule } from '../rule.ts';
import { withProducer } from '../update.ts';

/** A producer process of its own starts again: a new incarnation, which knows nothing of what was on its way. */
export const restart: Rule<ActionOf<'producer.restart'>> = {
  instances: (world) => (world.transform ? [] : perProducer('producer.restart')(world)),
  enabled: (world, state, { producer }) =>
    !state.producers[producer].up && state.producers[producer].incarnation + 1 < world.startsMax,
  next: (world, state, { producer }) => withProducer(state, producer, newIncarnation(world, state, producer)),
};
