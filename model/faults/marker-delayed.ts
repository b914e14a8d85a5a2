import type { ActionOf } from '../action.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { mayMarkOffsets, mayWriteMarker } from '../broker/transactions.ts';
import { affords, spend } from './budget.ts';
import { markersComeLate } from '../network/requests/late-requests.ts';
import type { OrphanedMarker } from '../network/requests/request.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';

/** What stands for the partition of `__consumer_offsets` in which the group of the transaction's producer commits. */
const OFFSETS = -1;

/**
 * The connection between the transaction coordinator and a leader breaks under WriteTxnMarkers. The coordinator will send it
 * once more (`TransactionMarkerRequestCompletionHandler`), and what is on the wire goes on by itself.
 */
export const markerDelayed: Rule<ActionOf<'marker.delayed'>> = {
  instances(world) {
    if (!markersComeLate(world)) return [];
    const partitions = world.transform
      ? range(world.outputs).map((output) => world.inputs + output)
      : range(world.inputs);
    return range(world.transactionalIds).flatMap((producer) =>
      [...partitions, ...(world.commit === 'transaction' ? [OFFSETS] : [])].map((partition) => ({
        type: 'marker.delayed',
        producer,
        partition,
      })),
    );
  },
  idle: (_world, state) => !affords(state, 'connection.lost') || !state.transactions.some(isDecided),
  enabled: (world, state, { producer, partition }) =>
    affords(state, 'connection.lost') &&
    (partition === OFFSETS
      ? mayMarkOffsets(world, state, producer)
      : mayWriteMarker(world, state, producer, partition)),
  next(_world, state, { producer, partition }) {
    const { epoch, transaction, status } = state.transactions[producer];
    const broker = partition === OFFSETS ? -1 : state.controller.partitions[partition].leader;
    const commit = status === 'prepare-commit';
    const marker: OrphanedMarker = { kind: 'marker', producer, partition, broker, epoch, transaction, commit };
    const after = spend(state, 'connection.lost');
    return { ...after, orphanedRequests: [...after.orphanedRequests, marker] };
  },
};
