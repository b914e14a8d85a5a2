import type { Action } from '../../model/action.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import { isReplaced } from '../../model/observer/zombies.ts';
import type { Ask } from '../../model/query.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { isEverywhere } from './replicas.ts';

/**
 * Steps without the batches that come too late (`isTooLate`). Such a batch changes nothing, whenever it arrives, but that the
 * observer notes a zombie's: so one does before anything else as soon as it is a zombie's, and any other one when nothing
 * else is left.
 */
export function withoutLateBatches(world: World, ask: Ask<ClusterState>, all: readonly Action[]): readonly Action[] {
  const others: Action[] = [];
  for (const action of all) {
    const lateness = action.type === 'network.arrive' ? ask(latenessOf(world), action.index) : 'no';
    if (lateness === 'a zombie') return [action];
    if (lateness === 'no') others.push(action);
  }
  return others.length > 0 ? others : all.slice(0, 1);
}

const latenessOf = worldQuery(
  'whether a request is a batch that comes too late, and of whom',
  (world, state, index): 'no' | 'yes' | 'a zombie' => {
    const orphan = state.orphanedRequests[index];
    if (orphan.kind !== 'produce' || !isTooLate(world, state, orphan)) return 'no';
    const isZombie = isReplaced(world, state, orphan.producer, orphan.batch.incarnation);
    return isZombie ? 'a zombie' : 'yes';
  },
);

/**
 * Whether a request is a batch whose epoch the coordinator has left behind, so that no leader appends it any more. One that
 * has nothing of its transaction asks the coordinator (KIP-890), one that has the marker refuses the epoch (KIP-98), and one
 * that has the transaction open knows the first batch of it already. A later batch could be new to it: of that there must be
 * nothing on any replica, or the marker on all of them.
 */
export function isTooLate(world: World, state: ClusterState, orphan: OrphanedRequest): boolean {
  if (orphan.kind !== 'produce') return false;
  const { producerId, epoch, partition, sequence } = orphan.batch;
  if (state.transactions[producerId].epoch <= epoch) return false;
  if (sequence === 0) return true;
  const logs = world.placement[partition].map((broker) => replicaOf(world, state, broker, partition).log);
  const marker = logs[0].findIndex((record) => record.producerId === producerId && record.producerEpoch > epoch);
  if (marker >= 0) return isEverywhere(world, state, partition, marker + 1);
  return logs.every((log) => log.every((record) => record.producerId !== producerId || record.producerEpoch !== epoch));
}
