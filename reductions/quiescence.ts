import { agree } from '../model/broker/log/log.ts';
import type { Query } from '../model/query.ts';
import { EMPTY } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import { affords } from '../model/faults/budget.ts';
import { replicaOf } from '../model/update.ts';
import type { World } from '../model/world.ts';

/** Whether nothing more can happen to a broker by itself: no fault, and no follower that lags out of an ISR. */
export const brokersAreSafe = (state: ClusterState): boolean => state.lags === 0 && !affords(state, 'broker.crash');

/**
 * Whether the brokers are quiescent, for good: no fault can hit them, every ISR is complete, no fetch and no request
 * to the controller is left to do, and the coordinators answer. Only what clients ask for gives them work again.
 */
export function areBrokersQuiescent(world: World, state: ClusterState): boolean {
  if (!brokersAreSafe(state) || state.controller.fenced !== EMPTY || state.brokers.some(({ up }) => !up)) return false;
  for (let partition = 0; partition < world.partitions; partition += 1) {
    const { isr, leader, leaderEpoch, partitionEpoch } = state.controller.partitions[partition];
    if (leader < 0 || isr !== world.hosts[partition]) return false;
    const { log, leading } = replicaOf(world, state, leader, partition);
    if (leading === null || leading.partitionEpoch !== partitionEpoch) return false;
    if (leading.isr !== isr || leading.proposedIsr !== EMPTY) return false;
    for (const broker of world.placement[partition]) {
      const replica = replicaOf(world, state, broker, partition);
      if (replica.leaderEpoch !== leaderEpoch || replica.highWatermark !== log.length) return false;
      if (replica.log.length !== log.length || !agree(replica.log, log, log.length)) return false;
      if (broker !== leader && (replica.leading !== null || leading.ends[broker] !== log.length)) return false;
    }
  }
  return true;
}

/** `areBrokersQuiescent`, to be asked of a state. */
export const quiescence = (world: World): Query<ClusterState, boolean> => ({
  name: 'whether brokers are quiescent',
  of: (state) => areBrokersQuiescent(world, state),
});
