import type { Leadership } from './broker/controller.ts';
import type { Group } from './broker/group-coordinator.ts';
import type { Broker, Leading, Replica } from './broker/replica.ts';
import type { TransactionEntry } from './broker/transaction-coordinator.ts';
import type { Member } from './consumer/client/member.ts';
import type { Ledger } from './observer/ledger.ts';
import type { Producer } from './producer/client/producer.ts';
import { add, has, replaceAt, type SmallSet } from './sets.ts';
import type { ClusterState } from './state.ts';
import type { World } from './world.ts';

/** Small steps from one immutable state to the next: each replaces one component and shares the others. */

/** The replica of a partition on a broker that is known to have one. */
export function replicaOf(world: World, state: ClusterState, broker: number, partition: number): Replica {
  return state.replicas[broker * world.partitions + partition] as Replica;
}

export function hasReplica(world: World, broker: number, partition: number): boolean {
  return has(world.hosts[partition], broker);
}

export function withReplica(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
  replica: Replica,
): ClusterState {
  return { ...state, replicas: replaceAt(state.replicas, broker * world.partitions + partition, replica) };
}

export function withLeading(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
  change: Partial<Leading>,
): ClusterState {
  const replica = replicaOf(world, state, broker, partition);
  const leading = replica.leading as Leading;
  return withReplica(world, state, broker, partition, { ...replica, leading: { ...leading, ...change } });
}

export function withBroker(state: ClusterState, broker: number, value: Broker): ClusterState {
  return { ...state, brokers: replaceAt(state.brokers, broker, value) };
}

export function withLeadership(state: ClusterState, partition: number, value: Leadership): ClusterState {
  const partitions = replaceAt(state.controller.partitions, partition, value);
  return { ...state, controller: { ...state.controller, partitions } };
}

export function withFenced(state: ClusterState, fenced: SmallSet): ClusterState {
  return { ...state, controller: { ...state.controller, fenced } };
}

export function withProducer(state: ClusterState, producer: number, value: Producer): ClusterState {
  return { ...state, producers: replaceAt(state.producers, producer, value) };
}

export function withTransaction(state: ClusterState, transactionalId: number, value: TransactionEntry): ClusterState {
  return { ...state, transactions: replaceAt(state.transactions, transactionalId, value) };
}

export function withGroup(state: ClusterState, group: number, value: Group): ClusterState {
  return { ...state, groups: replaceAt(state.groups, group, value) };
}

export function withMember(state: ClusterState, member: number, value: Member): ClusterState {
  return { ...state, members: replaceAt(state.members, member, value) };
}

/** The state in which a follower has been too slow once more. */
export function withLagSpent(state: ClusterState): ClusterState {
  return { ...state, slowness: { lags: state.slowness.lags - 1 } };
}

export function withLedger(state: ClusterState, change: Partial<Ledger>): ClusterState {
  return { ...state, ledger: { ...state.ledger, ...change } };
}

export function withIncident(state: ClusterState, incident: number): ClusterState {
  if (has(state.ledger.incidents, incident)) return state;
  return withLedger(state, { incidents: add(state.ledger.incidents, incident) });
}
