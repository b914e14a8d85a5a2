import { affords } from '../../model/faults/budget.ts';
import { has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';

/**
 * Whether every partition has its leader for good, and all that it takes has been heard: no fault can hit a broker any
 * more, whoever is down is fenced, whoever leads is alive and knows it, and nobody else believes to lead. An election
 * needs a leader that is gone, and so there is none any more, whatever clients and followers do. A follower may still fall
 * out of the ISR.
 */
export const areSettled = worldQuery(
  'whether brokers are settled',
  (world, state) =>
    !affords(state, 'broker.crash') &&
    state.brokers.every(({ up }, broker) => up || has(state.controller.fenced, broker)) &&
    state.controller.partitions.every((_, partition) => isLedForGood(world, state, partition)),
);

function isLedForGood(world: World, state: ClusterState, partition: number): boolean {
  const { leader, leaderEpoch } = state.controller.partitions[partition];
  if (leader < 0 || !state.brokers[leader].up || has(state.controller.fenced, leader)) return false;
  return world.placement[partition].every((broker) => {
    const { leading, leaderEpoch: known } = replicaOf(world, state, broker, partition);
    return broker === leader ? leading !== null && known === leaderEpoch : leading === null;
  });
}
