import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, slotOf, type World } from '../world.ts';
import { isPassedOver } from './group-rebalance.ts';

/**
 * Whether a cooperative member has asked to join a new generation and has not taken its assignment yet (MemberState
 * PREPARING_REBALANCE and COMPLETING_REBALANCE). It keeps what it owns and goes on polling (KAFKA-8421), and its client
 * fails every commit with RebalanceInProgressException before it is sent (ConsumerCoordinator.sendOffsetCommitRequest).
 * Under the eager protocol it owns nothing meanwhile.
 */
export function isRejoining(world: World, state: ClusterState, member: number): boolean {
  if (world.rebalance !== 'cooperative') return false;
  const group = state.groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  if (has(group.joined, slot)) return true;
  const isBehind = has(group.members, slot) && state.members[member].generation < group.generation;
  return isBehind && !isPassedOver(group, slot);
}
