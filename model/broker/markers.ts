import type { ClusterState } from '../state.ts';
import { replicaOf } from '../update.ts';
import type { World } from '../world.ts';
import type { Log } from './log/log.ts';
import type { TransactionEntry } from './transaction-coordinator.ts';

/** Where the marker of the entry's transaction stands in a log; -1 where it does not. */
export function markerOffset(log: Log, entry: TransactionEntry, producer: number): number {
  return log.findLastIndex(
    (record) => record.kind !== 'data' && record.producerId === producer && record.transaction === entry.transaction,
  );
}

/** Whether the marker of a decided transaction is on the whole ISR of a partition, as the leader that has it knows. */
export function isMarkerReplicated(world: World, state: ClusterState, producer: number, partition: number): boolean {
  const { leader, leaderEpoch } = state.controller.partitions[partition];
  if (leader < 0) return false;
  const { log, highWatermark } = replicaOf(world, state, leader, partition);
  const offset = markerOffset(log, state.transactions[producer], producer);
  if (offset < 0 || offset >= highWatermark) return false;
  // KAFKA-19999: with the leader that wrote the marker its answer is gone, and the next one refuses the same epoch.
  return world.protocol.markerRetryAccepted || log[offset].leaderEpoch === leaderEpoch;
}
