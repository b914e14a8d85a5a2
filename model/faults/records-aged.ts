import type { ActionOf } from '../action.ts';
import { presumedLeader } from '../broker/reachability.ts';
import type { Rule } from '../rule.ts';
import { range, replaceAt } from '../sets.ts';
import { isByDuration } from '../offset-reset.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf } from '../update.ts';
import type { World } from '../world.ts';
import { affords, spend } from './budget.ts';

/**
 * As much time goes by as `auto.offset.reset=by_duration` names (KIP-1106), so that whatever a reader could get of the partition is
 * older: whoever asks where to begin is told the first record behind it (`AutoOffsetResetStrategy.timestamp`). Time passes for
 * nobody else by that; what is long for others are faults of their own.
 */
export const recordsAged: Rule<ActionOf<'records.aged'>> = {
  instances: ({ setup, inputs }) =>
    isByDuration(setup.consumer['auto.offset.reset']) && setup.faults['records.aged'] > 0
      ? range(inputs).map((partition) => ({ type: 'records.aged' as const, partition }))
      : [],
  idle: (_world, state) => !affords(state, 'records.aged'),
  enabled: (world, state, { partition }) =>
    affords(state, 'records.aged') && readable(world, state, partition) > state.ages[partition],
  next: (world, state, { partition }) => ({
    ...spend(state, 'records.aged'),
    ages: replaceAt(state.ages, partition, readable(world, state, partition)),
  }),
};

function readable(world: World, state: ClusterState, partition: number): number {
  const leader = presumedLeader(world, state, partition);
  return leader < 0 ? 0 : replicaOf(world, state, leader, partition).highWatermark;
}
