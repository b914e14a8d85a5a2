import type { ClusterState } from '../state.ts';
import { changesHands, startOf, transactionalIdOf } from '../transactional-ids.ts';
import type { World } from '../world.ts';

/**
 * Whether a newer incarnation of the transactional id has begun than the one that is asked about: the coordinator has
 * answered its InitProducerId, which fences what the older one still has on the wire (KIP-98).
 */
export function isReplaced(world: World, state: ClusterState, producer: number, incarnation: number): boolean {
  if (changesHands(world)) {
    const { holder } = state.transactions[transactionalIdOf(world, producer, incarnation)];
    // A coordinator that has lost what it knew has the id in nobody's name: that fences nobody.
    return holder >= 0 && holder !== startOf(world, producer, incarnation);
  }
  // An id that is made up at every start has no other incarnation.
  if (world.ids === 'per-start') return false;
  const owner = state.producers[producer];
  // Who commits what a checkpoint names is no newer one: its request is that of its predecessor.
  if (world.checkpoints && owner.transactionState === 'committing') return false;
  return owner.incarnation > incarnation && owner.transactionState !== 'uninitialised';
}
