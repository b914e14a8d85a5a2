import { agree } from '../model/broker/log/log.ts';
import { affords } from '../model/faults/budget.ts';
import type { Ask, Query } from '../model/query.ts';
import { EMPTY, range } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import { replicaOf } from '../model/update.ts';
import type { World } from '../model/world.ts';
import { worldQuery } from './world-query.ts';

/** Whether nothing more can happen to a broker by itself: no fault, and no follower that lags out of an ISR. */
export const brokersAreSafe: Query<ClusterState, boolean> = {
  name: 'whether brokers are safe',
  of: (state) => state.slowness.lags === 0 && noneCrashes.of(state, -1, -1),
};

const noneCrashes: Query<ClusterState, boolean> = {
  name: 'whether no broker crashes any more',
  of: (state) => !affords(state, 'broker.crash'),
};

/**
 * Whether the brokers are in step: no crash can hit them any more, every ISR is complete, no fetch and no request to the
 * controller is left to do, and the coordinators answer. Only what clients ask for gives them work again; then a follower may lag.
 */
export const areBrokersInStep = (world: World, ask: Ask<ClusterState>): boolean =>
  ask(noneCrashes) &&
  ask(everyoneIsUp) &&
  range(world.partitions).every((partition) => ask(isAtRest(world), partition));

const everyoneIsUp: Query<ClusterState, boolean> = {
  name: 'whether every broker is up',
  of: ({ controller, brokers }) => controller.fenced === EMPTY && brokers.every(({ up }) => up),
};

const isAtRest = worldQuery('whether nothing is left to do for a partition', (world, state, partition) => {
  const { isr, leader, leaderEpoch, partitionEpoch } = state.controller.partitions[partition];
  if (leader < 0 || isr !== world.hosts[partition]) return false;
  const { log, leading } = replicaOf(world, state, leader, partition);
  if (leading === null || leading.partitionEpoch !== partitionEpoch) return false;
  if (leading.isr !== isr || leading.proposedIsr !== EMPTY) return false;
  return world.placement[partition].every((broker) => {
    const replica = replicaOf(world, state, broker, partition);
    if (replica.leaderEpoch !== leaderEpoch || replica.highWatermark !== log.length) return false;
    if (replica.log.length !== log.length || !agree(replica.log, log, log.length)) return false;
    return broker === leader || (replica.leading === null && leading.ends[broker] === log.length);
  });
});
