import type { ClusterState } from '../state.ts';

/**
 * Whether a newer incarnation of the transactional id has begun than the one that is asked about: the coordinator has
 * answered its InitProducerId, which fences what the older one still has on the wire (KIP-98).
 */
export function isReplaced(state: ClusterState, producer: number, incarnation: number): boolean {
  const owner = state.producers[producer];
  return owner.incarnation > incarnation && owner.transactionState !== 'uninitialised';
}
