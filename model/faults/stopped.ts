import type { Log } from '../broker/log/log.ts';
import { reloadsAfterStop } from '../broker/producer-state.ts';
import { breakConnection } from '../producer/break-connection.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withBroker, withReplica } from '../update.ts';
import type { World } from '../world.ts';

/**
 * The broker is down; of each log `left` records are left. What it knew as a leader is forgotten.
 *
 * @param orderly whether it has told its controller, and flushed its logs.
 */
export function stopped(
  world: World,
  state: ClusterState,
  broker: number,
  left: (log: Log, partition: number) => number,
  orderly = false,
): ClusterState {
  let after = withBroker(state, broker, { ...state.brokers[broker], up: false, orderly });
  // What was still on its way over a broken connection finds nobody there: a restarted broker has new connections.
  const orphanedRequests = after.orphanedRequests.filter((orphan) => !('broker' in orphan) || orphan.broker !== broker);
  if (orphanedRequests.length < after.orphanedRequests.length) after = { ...after, orphanedRequests };
  for (let partition = 0; partition < world.partitions; partition += 1) {
    if (!hasReplica(world, broker, partition)) continue;
    const replica = replicaOf(world, after, broker, partition);
    const end = left(replica.log, partition);
    const log = end < replica.log.length ? replica.log.slice(0, end) : replica.log;
    after = withReplica(world, after, broker, partition, {
      log,
      highWatermark: Math.min(replica.highWatermark, log.length),
      // It asks the controller again when it comes back: no epoch is known until then.
      leader: -1,
      leaderEpoch: -1,
      aligned: true,
      leading: null,
    });
    after = reloadsAfterStop(world, after, broker, partition);
  }
  for (let producer = 0; producer < world.producers; producer += 1) {
    after = breakConnection(world, after, producer, broker, false);
  }
  return after;
}
