import { isBetweenPolls } from '../application/loop.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { EMPTY } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import { canStart, startOn } from './client/starting.ts';

/**
 * KafkaConsumer.assign() (`subscription: assign`): a consumer takes its partitions itself, and its group is a name under
 * which offsets are kept. Nobody is a member, so that nobody is evicted, nothing is revoked, and no commit is refused: two
 * processes may have the same partition, and neither knows of the other.
 *
 * Each process takes all partitions. One that shares them out by a plan of its own is a group with one member here.
 */

/** Whether the process calls assign() now, and can be told where to start (OffsetFetch, unless it knows that itself). */
export const mayAssign = (world: World, state: ClusterState, member: number): boolean =>
  state.members[member].owned === EMPTY &&
  isBetweenPolls(world, state, member) &&
  (world.ownsOffsets || groupCoordinatorAnswers(world, state)) &&
  canStart(world, state, member, world.everyInput);

/** assign() with every partition. */
export const assign = (world: World, state: ClusterState, member: number): ClusterState =>
  startOn(world, state, member, world.everyInput);
