import type { ActionOf } from '../action.ts';
import { takeEffect } from '../application/external-offsets.ts';
import { afterRecord } from '../application/after-record.ts';
import { mustAbort } from '../application/loop.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withMember } from '../update.ts';

/** The next record takes effect: a row, a call, a message. A crash fits before it and after it. */
export const process: Rule<ActionOf<'consumer.process'>> = {
  instances: perMember('consumer.process'),
  enabled(world, state, { member }) {
    const { status, step, batch } = state.members[member];
    return status === 'up' && step === 'process' && batch.length > 0 && !mustAbort(world, state, member);
  },
  next(world, state, { member }) {
    const before = state.members[member];
    const after = takeEffect(world, state, member, before.batch[0]);
    return world.transform ? withMember(after, member, { ...before, step: 'send' }) : afterRecord(world, after, member);
  },
};
