import type { LogRecord } from '../model/broker/log/log.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';

export const isRecord = (record: LogRecord, value: number): boolean => record.kind === 'data' && record.value === value;

/** The brokers whose log of a partition has the record. */
export function holdersOf(world: World, state: ClusterState, partition: number, value: number): number[] {
  return world.placement[partition].filter((broker) =>
    state.replicas[broker * world.partitions + partition]?.log.some((record) => isRecord(record, value)),
  );
}
