import type { Action } from '../../model/action.ts';
import type { Ask, Query } from '../../model/query.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { areSettled } from '../projection/settled.ts';
import { isSpare } from './settled.ts';

/**
 * Whether every leader leads for good and takes whatever it is sent, because no ISR can become too small; followers may be
 * anywhere. As long as any of them may still lag, an ISR has one, so that what is appended waits (`isSpare`).
 */
export const areSteady = (world: World, ask: Ask<ClusterState>): boolean =>
  ask(areSettled(world)) && range(world.partitions).every((partition) => ask(isSpare(world), partition));

/**
 * Steps that decide what becomes of the batches that wait for the followers of one partition, as a persistent set of steady
 * brokers; null where none waits. All that others do before the first of them is independent of it: what is appended
 * meanwhile is fetched later, in a fetch more. A run in which such a wait times out takes that step first, and any other one
 * a fetch: of a client that is gone by then nobody hears whether its batch was acknowledged.
 */
export function awaitedSteps(world: World, ask: Ask<ClusterState>, all: readonly Action[]): readonly Action[] | null {
  const awaited = range(world.partitions).find((partition) =>
    range(world.producers).some((producer) => ask(waitsForFollowers, producer, partition)),
  );
  if (awaited === undefined) return null;
  return all.filter((action) => {
    if (action.type === 'broker.time-out') return ask(waitsForFollowers, action.producer, awaited);
    return (
      (action.type === 'replica.fetch' || action.type === 'controller.alter-partition') && action.partition === awaited
    );
  });
}

/** Whether a batch of a producer waits for the followers of a partition; of any, if that is -1. */
export const waitsForFollowers: Query<ClusterState, boolean> = {
  name: 'whether a batch waits for followers',
  of: ({ producers }, producer, partition) =>
    producers[producer].inFlight.some(
      ({ stage, batch }) => stage === 'log' && (partition < 0 || batch.partition === partition),
    ),
};
