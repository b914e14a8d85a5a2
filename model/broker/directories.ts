import type { ClusterState } from '../state.ts';
import { hasReplica, withBroker, withLeadership } from '../update.ts';
import type { World } from '../world.ts';
import { assignDirectory } from './election.ts';

/**
 * Directories of logs (KIP-858, 3.7): the controller knows in which one a replica is. A broker whose disks are new says so
 * once it has applied its metadata and made its replicas (`ReplicaManager.maybeUpdateTopicAssignment`, AssignReplicasToDirs).
 * Left out is that the controller takes it for no leader before (`ReplicationControlManager.LeaderAcceptor`), and looks for one
 * after that when it is unfenced later, which it may be: here when another broker comes or goes.
 */

/**
 * Whether it makes a difference that the broker reports: the controller forgets then which replicas are eligible, of which there
 * may be others.
 */
export function reportsDirectories(world: World, broker: number): boolean {
  const { protocol, placement, offsetsTopic, transactionLog } = world;
  if (!protocol.eligibleLeaderReplicas || protocol.newDirectoryKeepsEligible) return false;
  const internal = [offsetsTopic, transactionLog].filter(({ losable }) => losable).map(({ hosts }) => hosts);
  return [...placement, ...internal].some((hosts) => hosts.length > 1 && hosts.includes(broker));
}

/** The controller hears from a broker with new disks where its replicas are. */
export function reportDirectories(world: World, state: ClusterState, broker: number): ClusterState {
  const { newDisks: _, ...known } = state.brokers[broker];
  let after = withBroker(state, broker, known);
  for (let partition = 0; partition < world.partitions; partition += 1) {
    if (!hasReplica(world, broker, partition)) continue;
    after = withLeadership(after, partition, assignDirectory(after.controller.partitions[partition]));
  }
  return after;
}
