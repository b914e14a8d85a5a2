import type { ActionOf } from '../action.ts';
import { noteEffect } from './effect.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withMember } from '../update.ts';
import { groupOf } from '../world.ts';

/** A worker works on by itself, whatever happens to the consumer's assignment meanwhile, and after the consumer is closed. */
export const work: Rule<ActionOf<'worker.process'>> = {
  instances: (world) => (world.asynchronous && !world.transform ? perMember('worker.process')(world) : []),
  enabled(_world, state, { member }) {
    const { status, worker } = state.members[member];
    return worker.length > 0 && (status === 'up' || status === 'closed');
  },
  next(world, state, { member }) {
    const before = state.members[member];
    const after = noteEffect(world, state, groupOf(world, member), before.worker[0]);
    return withMember(after, member, { ...before, worker: before.worker.slice(1) });
  },
};
