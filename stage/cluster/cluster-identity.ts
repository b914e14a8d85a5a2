import { liveBrokers } from '../../model/ports/cluster-metadata.ts';
import type { Cluster } from './cluster.ts';

/** What a client is told of a cluster whatever its topics are: its id, the brokers that live, and one of them as the controller's stand-in. */
export function identityOf({ world, machine, endpoints }: Cluster) {
  const live = liveBrokers(world, machine);
  return {
    clusterId: 'kafka-trial',
    controllerId: live[0] ?? -1,
    brokers: live.map((nodeId) => ({ nodeId, ...endpoints[nodeId], rack: null })),
  };
}
