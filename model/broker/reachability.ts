import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf } from '../update.ts';
import type { World } from '../world.ts';

/** The broker that a client or follower finds leading the partition: alive, in its own eyes leader, newest epoch. */
export function presumedLeader(world: World, state: ClusterState, partition: number): number {
  let leader = -1;
  let epoch = -1;
  for (const broker of world.placement[partition]) {
    if (!state.brokers[broker].up) continue;
    const replica = replicaOf(world, state, broker, partition);
    if (replica.leading !== null && replica.leaderEpoch > epoch) {
      leader = broker;
      epoch = replica.leaderEpoch;
    }
  }
  return leader;
}

/**
 * Whether the coordinators answer. The internal topics are taken as durable and linearizable; their leader is the last
 * broker that the controller believes in, so that its crash makes the coordinators move once the controller notices.
 */
export function coordinatorAnswers(world: World, state: ClusterState): boolean {
  for (let broker = world.brokers - 1; broker >= 0; broker -= 1) {
    if (!has(state.controller.fenced, broker)) return state.brokers[broker].up;
  }
  return false;
}
