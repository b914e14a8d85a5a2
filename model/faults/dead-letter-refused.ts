import type { ActionOf } from '../action.ts';
import { restartBatch } from '../application/transform.ts';
import { affords, spend } from './budget.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withMember } from '../update.ts';

/**
 * The dead-letter topic refuses the oldest letter for good (too large, not authorised, no such topic): a loop that resends
 * tries again, a transform that waits for its sends starts its batch again, and who does not look at the answer, or logs it,
 * has lost it.
 */
export const deadLetterRefused: Rule<ActionOf<'dead-letter.refused'>> = {
  instances: (world) =>
    world.onFailure !== 'dead-letter' || world.setup.faults['request.refused'] === 0
      ? []
      : perMember('dead-letter.refused')(world),
  idle: (_world, state) => !affords(state, 'request.refused'),
  enabled(_world, state, { member }) {
    const { status, letters } = state.members[member];
    return affords(state, 'request.refused') && status === 'up' && letters.length > 0;
  },
  next(world, state, { member }) {
    const after = spend(state, 'request.refused');
    if (world.resendsLetters) return after;
    const before = after.members[member];
    const dropped = withMember(after, member, { ...before, letters: before.letters.slice(1) });
    return world.restartsOnFailure && world.awaitsLetters ? restartBatch(world, dropped, member) : dropped;
  },
};
