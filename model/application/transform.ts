import { isBehind, isCurrent } from '../broker/offset-commits.ts';
import { committedOnceStable, withoutAssignment } from '../consumer/client/starting.ts';
import { withoutRevoked } from '../consumer/client/stored-offsets.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import { memberOf, producerOf } from '../transactional-ids.ts';
import { groupOf, type World } from '../world.ts';
import { afterTransaction, processing } from './loop.ts';

/** The output side of consume → transform → produce: a member writes with a producer of its own, or one for each input partition. */

/** The record whose output the producer sends next; -1 when the loop is not there. */
export function recordToSend(world: World, state: ClusterState, producer: number): number {
  const member = memberOf(world, producer);
  const { step, batch, status } = state.members[member];
  if (status !== 'up' || step !== 'send' || batch.length === 0) return -1;
  return producerOf(world, member, batch[0].partition) === producer ? batch[0].value : -1;
}

/** Whether the loop has reached commitTransaction(). */
export const mayCommit = (state: ClusterState, member: number): boolean => state.members[member].step === 'end';

/**
 * The transaction is over: after a commit the loop goes on. After an abort it drops the batch and seeks back to the
 * committed offsets, if it knows that it has to (KAFKA-17582: the client does not).
 */
export function leaveTransaction(world: World, state: ClusterState, member: number, committed: boolean): ClusterState {
  const before = state.members[member];
  // What a producer aborts as it is closed is no business of the loop any more.
  if (before.status !== 'up' || before.step === 'close') return state;
  if (committed) {
    // With a producer for each input partition the batch may have more of them.
    if (before.batch.length > 0) return withMember(state, member, { ...before, step: processing(world) });
    const settled = world.commit === 'transaction' ? withoutRevoked(world, before) : before;
    return withMember(state, member, { ...settled, step: afterTransaction(world) });
  }
  // The refusal of its offsets told a zombie that the group goes on without it: it has to join again.
  if (!isCurrent(world, state, member) && !isBehind(world, state, member)) {
    return withMember(state, member, {
      ...withoutAssignment(world, withoutRevoked(world, before)),
      batch: [],
      step: 'poll',
    });
  }
  if (world.setup.application['rewind.on.abort']) return restartBatch(world, state, member);
  return withMember(state, member, { ...withoutRevoked(world, before), batch: [], step: 'poll' });
}

/** The loop, unless it has ended, drops its batch and seeks back to the committed offsets. */
export function restartBatch(world: World, state: ClusterState, member: number): ClusterState {
  const before = state.members[member];
  if (before.step === 'close') return state;
  const group = groupOf(world, member);
  const positions = before.positions.map((position, partition) =>
    position < 0 ? position : (committedOnceStable(world, state, group, partition) ?? position),
  );
  return withMember(state, member, { ...withoutRevoked(world, before), batch: [], step: 'poll', positions });
}
