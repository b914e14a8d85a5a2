import type { InternalTopic } from '../internal-topic.ts';
import { has, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf } from '../update.ts';
import type { World } from '../world.ts';
import { type CoordinatorLog, logAnswers } from './coordinator-log.ts';

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
 * The broker to which producers send: as for everybody; or, where a topic may be new, the one that the controller has
 * named and that has not heard of it.
 */
export function sendTarget(world: World, state: ClusterState, partition: number): number {
  const leader = presumedLeader(world, state, partition);
  if (leader >= 0 || world.setup.faults['topic.created'] === 0) return leader;
  const named = state.controller.partitions[partition].leader;
  return named >= 0 && state.brokers[named].up ? named : -1;
}

/** Whether the group coordinator answers: it runs on the leader of `__consumer_offsets`. */
export const groupCoordinatorAnswers = (world: World, state: ClusterState): boolean =>
  coordinatorAnswers(world.offsetsTopic, state.offsetsLog, state);

/** Whether the transaction coordinator answers: it runs on the leader of `__transaction_state`. */
export const transactionCoordinatorAnswers = (world: World, state: ClusterState): boolean =>
  coordinatorAnswers(world.transactionLog, state.transactionsLog, state);

/**
 * Whether the leader of an internal topic answers and may write. Where nothing can be lost it is the first of the
 * topic's brokers that the controller believes in, so that its crash makes the coordinator move once the controller
 * notices; with fewer of them than min.insync.replicas what it writes is refused (COORDINATOR_NOT_AVAILABLE).
 */
function coordinatorAnswers(topic: InternalTopic, log: CoordinatorLog<unknown> | null, state: ClusterState): boolean {
  if (log !== null) return logAnswers(topic, log, state.brokers);
  const { hosts, minIsr } = topic;
  const { fenced } = state.controller;
  const broker = coordinatorOf(topic, fenced);
  if (broker < 0 || !state.brokers[broker].up) return false;
  return minIsr === 1 || hosts.length - countOf(fenced, hosts) >= minIsr;
}

/** The broker of the coordinator, where nothing of its topic can be lost: whom the controller has named; -1 for nobody. */
export function coordinatorOf({ hosts }: InternalTopic, fenced: SmallSet): number {
  for (let index = 0; index < hosts.length; index += 1) if (!has(fenced, hosts[index])) return hosts[index];
  return -1;
}

const countOf = (fenced: SmallSet, hosts: readonly number[]): number =>
  hosts.reduce((count, broker) => (has(fenced, broker) ? count + 1 : count), 0);
