import type { ActionOf } from '../action.ts';
import { noteEffect } from './effect.ts';
import { commitsProgress } from './loop.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has, replaceAt } from '../sets.ts';
import { withMember } from '../update.ts';
import { groupOf } from '../world.ts';

/**
 * A worker works on by itself, whatever happens to the consumer's assignment meanwhile, and after the consumer is closed.
 * What it has finished of a partition that was given up is committed like the rest (`Member.stored`).
 */
export const work: Rule<ActionOf<'worker.process'>> = {
  instances: (world) => (world.asynchronous && !world.transform ? perMember('worker.process')(world) : []),
  enabled(_world, state, { member }) {
    const { status, worker } = state.members[member];
    return worker.length > 0 && (status === 'up' || status === 'closed');
  },
  next(world, state, { member }) {
    const before = state.members[member];
    const [{ partition, offset }] = before.worker;
    const after = noteEffect(world, state, groupOf(world, member), before.worker[0]);
    const commits = before.status === 'up' && world.keepsRevoked && commitsProgress(world);
    const stored =
      commits && !has(before.owned, partition) ? replaceAt(before.stored, partition, offset + 1) : before.stored;
    return withMember(after, member, { ...before, stored, worker: before.worker.slice(1) });
  },
};
