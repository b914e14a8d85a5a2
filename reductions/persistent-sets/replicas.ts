import { agree } from '../../model/broker/log/log.ts';
import type { Replica } from '../../model/broker/replica.ts';
import { elementsOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';

/** What a transform's arguments ask of the replicas of a partition. */

/**
 * Whether every replica of an input partition has all of its records below its high watermark. Nobody writes to an
 * input of a transform, so that it stays so, and a poll returns the same whichever replica leads.
 */
export function inputsAreComplete(world: World, state: ClusterState): boolean {
  for (let partition = 0; partition < world.inputs; partition += 1) {
    let first: Replica | null = null;
    for (const broker of world.placement[partition]) {
      const replica = replicaOf(world, state, broker, partition);
      first ??= replica;
      if (replica.highWatermark !== replica.log.length || replica.log.length !== first.log.length) return false;
      if (!agree(replica.log, first.log, first.log.length)) return false;
    }
  }
  return true;
}

/**
 * Whether every replica of the partition has the same records before `end`: then they stay, because a follower
 * truncates no further than to what it has in common with its leader, and no fault takes records from a log.
 */
export function isEverywhere(world: World, state: ClusterState, partition: number, end: number): boolean {
  const [first, ...others] = world.placement[partition];
  const { log } = replicaOf(world, state, first, partition);
  return log.length >= end && others.every((broker) => agree(replicaOf(world, state, broker, partition).log, log, end));
}

/** Whether all that is below any high watermark of the partition is on the leader and on every member of the ISR. */
export function isDurable(world: World, state: ClusterState, partition: number, leader: number): boolean {
  let end = 0;
  for (const broker of world.placement[partition]) {
    end = Math.max(end, replicaOf(world, state, broker, partition).highWatermark);
  }
  const { log } = replicaOf(world, state, leader, partition);
  return elementsOf(state.controller.partitions[partition].isr).every((broker) =>
    agree(replicaOf(world, state, broker, partition).log, log, end),
  );
}
