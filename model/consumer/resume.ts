import type { ActionOf } from '../action.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withMember } from '../update.ts';

/** A stalled process goes on where it was, whatever has happened without it. */
export const resume: Rule<ActionOf<'consumer.resume'>> = {
  instances: perMember('consumer.resume'),
  enabled: (_world, state, { member }) => state.members[member].status === 'stalled',
  next: (_world, state, { member }) => withMember(state, member, { ...state.members[member], status: 'up' }),
};
