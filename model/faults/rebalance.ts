import type { ActionOf } from '../action.ts';
import { prepareAnew } from '../broker/group-rebalance.ts';
import { affords, spend } from './budget.ts';
import type { Rule } from '../rule.ts';
import { EMPTY, range } from '../sets.ts';
import { withGroup } from '../update.ts';

export const rebalance: Rule<ActionOf<'rebalance'>> = {
  instances: (world) =>
    world.setup.faults.rebalance === 0 ? [] : range(world.groups).map((group) => ({ type: 'rebalance', group })),
  idle: (_world, state) => !affords(state, 'rebalance'),
  enabled: (_world, state, { group }) =>
    state.groups[group].phase === 'stable' && state.groups[group].members !== EMPTY && affords(state, 'rebalance'),
  next: (world, state, { group }) =>
    withGroup(spend(state, 'rebalance'), group, prepareAnew(world, state.groups[group])),
};
