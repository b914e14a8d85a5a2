import { acceptsCommit, storeOffsets, storePositions } from '../broker/offset-commits.ts';
import { isRejoining } from '../broker/rejoining.ts';
import { EMPTY, has, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';
import { commitsProgress, committable, hasAllAnswers, isBetweenPolls } from './loop.ts';
import { behindNext, offsetsToCommit } from './offsets.ts';
import { producerInTransaction } from './transaction-offsets.ts';
import { withoutPartitions } from './workers.ts';

/** What happens as partitions are taken from a member: enable.auto.commit first, then the rebalance listener. */

/**
 * The consumer commits its positions, whatever has become of the records before them (enable.auto.commit). One that is
 * rejoining does not get as far as sending that, and some commit what the poll before returned here as well, which the last
 * poll has committed already.
 */
export function commitPositions(world: World, state: ClusterState, member: number): ClusterState {
  const { owned, batch } = state.members[member];
  if (!world.autoCommit || owned === EMPTY) return state;
  const { autoCommitsPreviousPoll, commitsInHand } = world.client;
  if (autoCommitsPreviousPoll && !commitsInHand && batch.length > 0) return state;
  if (isRejoining(world, state, member) || !acceptsCommit(world, state, member)) return state;
  return storePositions(world, state, member);
}

/**
 * Whether onPartitionsRevoked would return: one that drains (`on.revoke: drain`) waits until its workers have processed
 * what they have of these partitions; in a transform, until what was sent has been answered (`flush()`). Nobody can tell
 * a callback that waits from one that is called later, so that it is called when it returns.
 */
export function listenerReturns(world: World, state: ClusterState, member: number, partitions: SmallSet): boolean {
  if (world.spansPolls && world.onRevoke !== 'nothing') return !hasOpenTransaction(world, state, member);
  if (world.onRevoke !== 'drain') return true;
  if (world.transform) return hasAllAnswers(world, state, member);
  return !state.members[member].worker.some(({ partition }) => has(partitions, partition));
}

/** onPartitionsRevoked: the application's last chance to commit. */
export function callListener(world: World, state: ClusterState, member: number, partitions: SmallSet): ClusterState {
  switch (world.onRevoke) {
    case 'nothing':
      return keepRevoked(world, state, member, partitions);
    case 'commit':
      return keepRevoked(world, commitInHand(world, state, member), member, partitions);
    case 'drain':
      return commitInHand(world, state, member);
    case 'drop':
      return dropInHand(state, member, partitions);
  }
}

/** onPartitionsLost, which by default calls onPartitionsRevoked: a commit fails in the client, which is in no group. */
export const loseInHand = (world: World, state: ClusterState, member: number): ClusterState =>
  world.onRevoke === 'drop'
    ? dropInHand(state, member, world.everyInput)
    : keepRevoked(world, state, member, world.everyInput);

/**
 * Whether the listener has an open transaction to end: with `on.revoke: drop` it aborts that, otherwise it sends offsets and
 * commits. It is called as soon as the member hears that partitions are taken from it, or are lost.
 */
const hasOpenTransaction = (world: World, state: ClusterState, member: number): boolean =>
  world.spansPolls && producerInTransaction(world, state, member) >= 0;

/**
 * Whether the rebalance listener aborts the transaction that its loop has open: poll() calls it, and joins, before it
 * returns anything more, which would only be aborted as well.
 */
export function abortsOnRevoke(world: World, state: ClusterState, member: number): boolean {
  if (!world.spansPolls || world.onRevoke !== 'drop' || !isBetweenPolls(world, state, member)) return false;
  const group = state.groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  const { owned, generation } = state.members[member];
  if (!has(group.members, slot)) return true;
  const keeps = (owners: readonly number[]): boolean =>
    owners.every((owner, partition) => owner === slot || !has(owned, partition));
  switch (world.rebalance) {
    case 'eager':
      return group.phase === 'preparing' && !has(group.joined, slot);
    case 'cooperative':
      return group.phase === 'stable' && generation < group.generation && !keeps(group.assignment);
    case 'kip-848':
      return !keeps(group.target);
  }
}

/** What has been processed is committed; offsets of the application's own (`offsets: external`) are written by its effects alone. */
function commitInHand(world: World, state: ClusterState, member: number): ClusterState {
  if (world.ownsOffsets) return state;
  if (state.members[member].owned === EMPTY || !acceptsCommit(world, state, member)) return state;
  return storeOffsets(world, state, member, offsetsToCommit(world, state, member));
}

/** What the workers have of these partitions and have not begun is forgotten. */
function dropInHand(state: ClusterState, member: number, partitions: SmallSet): ClusterState {
  const before = state.members[member];
  const handed = withoutPartitions(before, partitions);
  return handed.worker.length === before.worker.length ? state : withMember(state, member, { ...before, ...handed });
}

/**
 * What the member has in hand of these partitions, or has processed and not committed, the application commits later all
 * the same (`Member.stored`): nobody has told it of the revocation, or its listener does nothing about it.
 */
function keepRevoked(world: World, state: ClusterState, member: number, partitions: SmallSet): ClusterState {
  if (!world.keepsRevoked) return state;
  const before = state.members[member];
  // Between two batches a loop without a worker, and without an open transaction, has nothing in hand.
  if (before.step === 'poll' && !commitsProgress(world) && !hasOpenTransaction(world, state, member)) return state;
  const { committed } = state.groups[groupOf(world, member)];
  const { positions } = before;
  const next =
    before.step === 'commit-first' ? behindNext(world, before, positions) : committable(world, before, positions);
  const stored = before.stored.map((offset, partition) =>
    has(partitions, partition) && next[partition] > Math.max(committed[partition], 0) ? next[partition] : offset,
  );
  return withMember(state, member, { ...before, stored });
}
