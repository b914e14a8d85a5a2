import { isSkipped } from '../../model/broker/log/log.ts';
import { presumedLeader } from '../../model/broker/reachability.ts';
import type { Replica } from '../../model/broker/replica.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import type { RecordPair } from '../history/recording/operation.ts';
import { textOf } from '../names.ts';

/**
 * The records of a partition that readers at read_committed have been given or may yet be: those of its leader, but for
 * aborted ones. Where nobody leads it is the log that goes furthest.
 */
export function readableRecords(world: World, state: ClusterState, partition: number): readonly RecordPair[] {
  const { log } = leadingReplica(world, state, partition);
  return log.flatMap(({ value }, offset) =>
    offset < state.logStarts[partition] || isSkipped(log, offset, true) ? [] : [[offset, textOf(value)] as const],
  );
}

function leadingReplica(world: World, state: ClusterState, partition: number): Replica {
  const leader = presumedLeader(world, state, partition);
  if (leader >= 0) return replicaOf(world, state, leader, partition);
  return world.placement[partition].map((broker) => replicaOf(world, state, broker, partition)).reduce(further);
}

const further = (one: Replica, other: Replica): Replica => {
  const epochs = epochOf(other) - epochOf(one);
  return (epochs === 0 ? other.log.length - one.log.length : epochs) > 0 ? other : one;
};

const epochOf = ({ log }: Replica): number => log.at(-1)?.leaderEpoch ?? -1;
