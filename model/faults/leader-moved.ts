import type { ActionOf } from '../action.ts';
import { moveLeader } from '../broker/election.ts';
import { affords, spend } from './budget.ts';
import { perReplica } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import { withLeadership } from '../update.ts';

/** Leadership moves while the old leader lives: it goes on as one until it learns better. */
export const leaderMoved: Rule<ActionOf<'leader.moved'>> = {
  instances: (world) => (world.setup.faults['leader.moved'] === 0 ? [] : perReplica('leader.moved')(world)),
  idle: (_world, state) => !affords(state, 'leader.moved'),
  enabled(_world, state, { partition, broker }) {
    if (!affords(state, 'leader.moved')) return false;
    const { leader, isr } = state.controller.partitions[partition];
    return leader >= 0 && leader !== broker && has(isr, broker) && !has(state.controller.fenced, broker);
  },
  next(_world, state, { partition, broker }) {
    const before = state.controller.partitions[partition];
    return withLeadership(spend(state, 'leader.moved'), partition, moveLeader(before, broker));
  },
};
