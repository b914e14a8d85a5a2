import type { ActionOf } from '../action.ts';
import { validates } from '../broker/append.ts';
import { handle, handleProduce } from '../broker/produce.ts';
import { affords, spend } from './budget.ts';
import { perConnection } from '../instances.ts';
import { nextOnWire } from '../network/requests/connection.ts';
import type { Batch } from '../network/requests/request.ts';
import type { Rule } from '../rule.ts';
import { add, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf } from '../update.ts';
import type { World } from '../world.ts';

/**
 * The leader finds that the record of the oldest request is invalid, or too large, and refuses it for good. That is so or
 * not so from the first try on: a record that was stored is not refused later, and one that was refused is refused by
 * whoever looks at it again.
 */
export const requestRefused: Rule<ActionOf<'request.refused'>> = {
  instances: (world) =>
    world.setup.faults['request.refused'] === 0 || world.acks === '0' ? [] : perConnection('request.refused')(world),
  idle: (_world, state) => !affords(state, 'request.refused'),
  enabled(world, state, { producer, broker }) {
    if (!affords(state, 'request.refused')) return false;
    if (!handleProduce.enabled(world, state, { type: 'broker.produce', producer, broker })) return false;
    const { batch } = state.producers[producer].inFlight[nextOnWire(state, producer, broker)];
    return !has(state.refused, batch.value) && validates(world, state, batch, broker) && !isStored(world, state, batch);
  },
  next(world, state, { producer, broker }) {
    const after = spend(state, 'request.refused');
    const { batch } = after.producers[producer].inFlight[nextOnWire(after, producer, broker)];
    return handle(world, { ...after, refused: add(after.refused, batch.value) }, producer, broker);
  },
};

/** Whether any replica of its partition has the record of a batch, in this transaction or before: it is valid then. */
const isStored = (world: World, state: ClusterState, { partition, value }: Batch): boolean =>
  world.placement[partition].some((broker) =>
    replicaOf(world, state, broker, partition).log.some((record) => record.kind === 'data' && record.value === value),
  );
