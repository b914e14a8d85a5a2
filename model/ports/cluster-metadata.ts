import { coordinatorOf, groupCoordinatorAnswers, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { elementsOf, has, range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf } from '../update.ts';
import type { World } from '../world.ts';

/** A partition as a broker tells of it. */
export interface PartitionMetadata {
  /** -1 where nobody leads. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

/** Metadata: what the broker knows of a partition, which may be out of date where it has a replica of it. */
export function partitionMetadata(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
): PartitionMetadata {
  const named = state.controller.partitions[partition];
  const known = hasReplica(world, broker, partition) ? replicaOf(world, state, broker, partition) : named;
  return {
    leader: known.leader,
    leaderEpoch: known.leaderEpoch,
    replicas: world.placement[partition],
    isr: elementsOf(named.isr),
  };
}

/** The brokers that the controller takes for alive. */
export const liveBrokers = ({ brokers }: World, { controller }: ClusterState): readonly number[] =>
  range(brokers).filter((broker) => !has(controller.fenced, broker));

/** FindCoordinator: the broker on which it runs; -1 while none does. */
export function findCoordinator(
  { offsetsTopic, transactionLog }: World,
  { controller }: ClusterState,
  coordinator: 'group' | 'transaction',
): number {
  return coordinatorOf(coordinator === 'group' ? offsetsTopic : transactionLog, controller.fenced);
}

/** Why a broker does not take a request for a coordinator. */
export function coordinatorError(
  world: World,
  state: ClusterState,
  broker: number,
  coordinator: 'group' | 'transaction',
): 'none' | 'not-coordinator' | 'coordinator-not-available' {
  if (findCoordinator(world, state, coordinator) !== broker) return 'not-coordinator';
  const answers = coordinator === 'group' ? groupCoordinatorAnswers : transactionCoordinatorAnswers;
  return answers(world, state) ? 'none' : 'coordinator-not-available';
}
