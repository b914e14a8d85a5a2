import type { ActionOf } from '../action.ts';
import { completeCheckpoint, mayCheckpoint } from '../application/checkpoints.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';

/** A checkpoint is complete. A crash between its barrier and that is one before it: nothing of it is used. */
export const checkpoint: Rule<ActionOf<'consumer.checkpoint'>> = {
  instances: (world) => (world.checkpoints ? perMember('consumer.checkpoint')(world) : []),
  enabled: (world, state, { member }) => mayCheckpoint(world, state, member),
  next: (world, state, { member }) => completeCheckpoint(world, state, member),
};
