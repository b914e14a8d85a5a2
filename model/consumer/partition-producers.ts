import { isBetweenPolls } from '../application/loop.ts';
import { isCurrent } from '../broker/offset-commits.ts';
import { isRejoining } from '../broker/rejoining.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { newIncarnation } from '../producer/client/incarnation.ts';
import { elementsOf, EMPTY } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { producerOf } from '../transactional-ids.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';
import { canLocate, locateOn, unlocatedOf } from './client/starting.ts';

/**
 * A producer for each input partition, whose transactional id is that partition's (`transactional.ids: per-partition`;
 * exactly_once of Kafka Streams up to 2.5, tasks of Connect's sources): onPartitionsAssigned() begins it, and
 * initTransactions() fences the partition's former owner and ends what that had left open, before poll() asks for the
 * committed offset. A member that stalls between the two fences its successor when it goes on.
 *
 * A producer whose partition is gone has nothing to do, which nobody can tell from one that is closed.
 */

/** The producers of the partitions that are new among what a member owns begin. */
export function beginProducers(world: World, before: ClusterState, after: ClusterState, member: number): ClusterState {
  const added = after.members[member].owned & ~before.members[member].owned;
  return elementsOf(added)
    .map((partition) => producerOf(world, member, partition))
    .reduce((begun, producer) => withProducer(begun, producer, newIncarnation(world, begun, producer)), after);
}

/** Whether the member asks for committed offsets now: everything that it owns has its producer. */
export function mayLocate(world: World, state: ClusterState, member: number): boolean {
  const unlocated = unlocatedOf(state, member);
  if (unlocated === EMPTY || !isBetweenPolls(world, state, member) || !groupCoordinatorAnswers(world, state))
    return false;
  // Before it has its next assignment, poll() gets no further than to join.
  if (isRejoining(world, state, member)) return false;
  // OffsetFetch names the member's epoch under KIP-848 alone.
  if (world.rebalance === 'kip-848' && !isCurrent(world, state, member)) return false;
  return canLocate(world, state, member, unlocated);
}

/** The member learns where to start on what it owns. */
export const locate = (world: World, state: ClusterState, member: number): ClusterState =>
  locateOn(world, state, member, unlocatedOf(state, member));
