import type { ActionOf } from '../action.ts';
import { affords, spend } from './budget.ts';
import { perConnection } from '../instances.ts';
import { nextOnWire } from '../network/requests/connection.ts';
import type { Batch } from '../network/requests/request.ts';
import type { Rule } from '../rule.ts';
import { replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf, withProducer } from '../update.ts';
import type { World } from '../world.ts';

/**
 * The broker refuses the oldest request for good: the record is invalid, or too large. That is so or not so from the
 * first try on: a record that was stored is not refused later.
 */
export const requestRefused: Rule<ActionOf<'request.refused'>> = {
  instances: (world) =>
    world.setup.faults['request.refused'] === 0 || world.acks === '0' ? [] : perConnection('request.refused')(world),
  idle: (_world, state) => !affords(state, 'request.refused'),
  enabled(world, state, { producer, broker }) {
    if (!affords(state, 'request.refused') || !state.brokers[broker].up) return false;
    const index = nextOnWire(state, producer, broker);
    return index >= 0 && !isStored(world, state, state.producers[producer].inFlight[index].batch);
  },
  next(_world, state, { producer, broker }) {
    const after = spend(state, 'request.refused');
    const client = after.producers[producer];
    const index = nextOnWire(state, producer, broker);
    const refused = { ...client.inFlight[index], stage: 'reply' as const, error: 'invalid-record' as const };
    return withProducer(after, producer, { ...client, inFlight: replaceAt(client.inFlight, index, refused) });
  },
};

/** Whether any replica of its partition has the record of a batch: the input of a transform has records of the same name. */
const isStored = (world: World, state: ClusterState, { partition, value, transaction }: Batch): boolean =>
  world.placement[partition].some((broker) =>
    replicaOf(world, state, broker, partition).log.some(
      (record) => record.value === value && record.transaction === transaction,
    ),
  );
