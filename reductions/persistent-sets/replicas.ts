import { agree } from '../../model/broker/log/log.ts';
import { left } from '../../model/faults/budget.ts';
import type { Ask } from '../../model/query.ts';
import { elementsOf, EMPTY, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';

/** What a transform's arguments ask of the replicas of a partition. */

/**
 * Whether every replica of an input partition has all of its records below its high watermark. Nobody writes to an
 * input of a transform, so that it stays so, and a poll returns the same whichever replica leads.
 */
export const inputsAreComplete = (world: World, ask: Ask<ClusterState>): boolean =>
  range(world.inputs).every((partition) => ask(isComplete(world), partition));

const isComplete = worldQuery('whether all replicas of an input have all of it', (world, state, partition) => {
  const [first, ...others] = world.placement[partition].map((broker) => replicaOf(world, state, broker, partition));
  const end = first.log.length;
  return (
    first.highWatermark === end &&
    others.every(({ log, highWatermark }) => highWatermark === end && log.length === end && agree(log, first.log, end))
  );
});

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

/**
 * How many members the ISR of a partition keeps at least, as far as its leader and the controller know it, if every lag and
 * crash that is left takes one of them.
 */
export function leastIsr(world: World, state: ClusterState, partition: number): number {
  const known = world.placement[partition].flatMap((broker) => {
    const { leading } = replicaOf(world, state, broker, partition);
    return leading === null ? [] : [leading.isr, leading.proposedIsr].filter((isr) => isr !== EMPTY);
  });
  const sizes = [state.controller.partitions[partition].isr, ...known].map(
    (isr) => elementsOf(isr).filter((broker) => state.brokers[broker].up).length,
  );
  return Math.min(...sizes) - state.slowness.lags - left(state, 'broker.crash');
}
