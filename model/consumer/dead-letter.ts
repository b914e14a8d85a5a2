import type { ActionOf } from '../action.ts';
import { perMember } from '../instances.ts';
import { noteDeadLetter } from '../observer/dead-letters.ts';
import type { Rule } from '../rule.ts';
import { withMember } from '../update.ts';
import { groupOf } from '../world.ts';

/** The dead-letter topic has the oldest letter, and answers. */
export const deadLetter: Rule<ActionOf<'consumer.dead-letter'>> = {
  instances: (world) => (world.onFailure === 'dead-letter' ? perMember('consumer.dead-letter')(world) : []),
  enabled(_world, state, { member }) {
    const { status, letters } = state.members[member];
    return status === 'up' && letters.length > 0;
  },
  next(world, state, { member }) {
    const before = state.members[member];
    const [{ value }, ...letters] = before.letters;
    return withMember(noteDeadLetter(state, groupOf(world, member), value), member, { ...before, letters });
  },
};
