import type { ActionOf } from '../action.ts';
import { perMember } from '../instances.ts';
import { newIncarnation } from '../producer/client/incarnation.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import { withMember, withProducer } from '../update.ts';
import { groupOf, slotOf } from '../world.ts';

/** A crashed process starts again; its old self holds its partitions until the session has expired. */
export const restart: Rule<ActionOf<'consumer.restart'>> = {
  instances: perMember('consumer.restart'),
  enabled: (world, state, { member }) =>
    state.members[member].status === 'crashed' &&
    !has(state.groups[groupOf(world, member)].members, slotOf(world, member)),
  next(world, state, { member }) {
    const after = withMember(state, member, { ...state.members[member], status: 'up' });
    return world.transform ? withProducer(after, member, newIncarnation(world, state, member)) : after;
  },
};
