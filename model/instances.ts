import type { ActionType } from './action.ts';
import { range } from './sets.ts';
import type { World } from './world.ts';

/** The bindings that most rules have, each for one type of action: a function of the world, in a fixed order. */

export const perBroker =
  <T extends ActionType>(type: T) =>
  (world: World) =>
    range(world.brokers).map((broker) => ({ type, broker }));

export const perProducer =
  <T extends ActionType>(type: T) =>
  (world: World) =>
    range(world.producers).map((producer) => ({ type, producer }));

/** Every transactional id, by its number. */
export const perTransactionalId =
  <T extends ActionType>(type: T) =>
  (world: World) =>
    range(world.transactionalIds).map((producer) => ({ type, producer }));

export const perMember =
  <T extends ActionType>(type: T) =>
  (world: World) =>
    range(world.members).map((member) => ({ type, member }));

/** Every producer and broker: between each two there is a connection. */
export const perConnection =
  <T extends ActionType>(type: T) =>
  (world: World) =>
    range(world.producers).flatMap((producer) => range(world.brokers).map((broker) => ({ type, producer, broker })));

/** Every transactional producer, as it commits and as it aborts. */
export const perEndTransaction =
  <T extends ActionType>(type: T) =>
  (world: World) =>
    world.transactional
      ? range(world.producers).flatMap((producer) => [true, false].map((commit) => ({ type, producer, commit })))
      : [];

/** Every replica of every partition; none where there is nothing to replicate. */
export const perReplica =
  <T extends ActionType>(type: T) =>
  (world: World) =>
    world.replicationFactor < 2
      ? []
      : range(world.partitions).flatMap((partition) =>
          world.placement[partition].map((broker) => ({ type, partition, broker })),
        );
