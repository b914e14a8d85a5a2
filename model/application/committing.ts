import { afterCommitting } from './after-record.ts';
import { awaitsLetter } from './dead-letters.ts';
import type { Member } from '../consumer/client/member.ts';
import { commitsProgress, hasUnfinishedCommit, isProducerIdle } from './loop.ts';
import { offsetsToCommit } from './offsets.ts';
import { acceptsCommit, storeOffsets } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { isRejoining } from '../broker/rejoining.ts';
import { Incident } from '../observer/ledger.ts';
import { noteCommit } from '../observer/transaction-facts.ts';
import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withIncident, withMember } from '../update.ts';
import { groupOf, type World } from '../world.ts';

/** Whether the loop is at a commit; a worker's progress may be committed between any two polls. */
export function mayCommitOffsets(world: World, state: ClusterState, member: number): boolean {
  const { status, step } = state.members[member];
  if (status !== 'up') return false;
  if (step === 'commit-first') return groupCoordinatorAnswers(world, state);
  if (awaitsLetter(world, state.members[member])) return false;
  if (step === 'commit') return isProducerIdle(world, state, member) && groupCoordinatorAnswers(world, state);
  const again = owesCommit(world, state.members[member]);
  if (step !== 'poll' || !(again || commitsProgress(world))) return false;
  if (hasUnfinishedCommit(world, state, member)) return false;
  // What is refused and not kept changes nothing.
  if (world.client.commitsInOrder && isRefusedByClient(world, state, member)) return false;
  const { committed } = state.groups[groupOf(world, member)];
  const { owned, generation } = state.members[member];
  const offsets = offsetsToCommit(world, state, member);
  const progress = offsets.some((offset, partition) => {
    if (offset <= 0) return false;
    // Of what it has given up the application does not know how far others have come; it asks in its next generation.
    return world.keepsRevoked && !has(owned, partition) ? generation >= 0 : offset > committed[partition];
  });
  if (!progress || (!again && world.commitEvery > 1 && progressOf(offsets, committed) < world.commitEvery))
    return false;
  return groupCoordinatorAnswers(world, state);
}

/** How many offsets a commit would go forward, over all partitions. */
const progressOf = (offsets: readonly number[], committed: readonly number[]): number =>
  offsets.reduce((sum, offset, partition) => sum + Math.max(0, offset - Math.max(committed[partition], 0)), 0);

/**
 * The client has failed a commit in a rebalance, and sent nothing: the loop goes on with its batch, and commits again with
 * more of it, with the next one, or once the rebalance is over (KafkaConsumer.commitSync(): "commit could be retried after the
 * rebalance is completed"; so do `StreamThread.maybeCommit` and Spring's `checkRebalanceCommits`).
 */
export const afterFailing = (world: World, before: Member): Member => ({
  ...before,
  step: afterCommitting(world, before.batch.length > 0),
  uncommitted: Math.max(1, before.uncommitted),
});

/** A commit has failed, and the loop is done with its batch. */
export const abandonBatch = (left: Member): Member => ({ ...left, batch: [], step: 'poll', uncommitted: 0 });

/** Whether a commit has failed like that, and none was made since. */
const owesCommit = ({ commitEvery }: World, { uncommitted }: Member): boolean =>
  uncommitted >= Math.max(1, commitEvery);

/**
 * Whether the client knows that the member is rejoining, and sends no commit. One that would lose its assignment by the
 * coordinator's refusal (librdkafka) does send it.
 */
export const isRefusedByClient = (world: World, state: ClusterState, member: number): boolean =>
  world.client.keepsAssignmentOnIllegalGeneration && isRejoining(world, state, member);

/** Whether the coordinator takes the commit that the loop is at. */
export const commitsNow = (world: World, state: ClusterState, member: number): boolean =>
  mayCommitOffsets(world, state, member) &&
  acceptsCommit(world, state, member) &&
  !isRefusedByClient(world, state, member);

/** The effect of a commit at the coordinator, whether or not its response arrives. */
export const applyCommit = (world: World, state: ClusterState, member: number): ClusterState =>
  storeOffsets(world, state, member, offsetsToCommit(world, state, member));

/** A commit that is answered and lost: the application goes on, and the next owner will not find it. */
export function answerInVain(world: World, state: ClusterState, member: number): ClusterState {
  const offsets = offsetsToCommit(world, state, member);
  const observed = withIncident(state, Incident.commitArrived);
  return afterCommit(world, noteCommit(observed, groupOf(world, member), offsets), member);
}

export function afterCommit(world: World, state: ClusterState, member: number): ClusterState {
  const before = state.members[member];
  const goesOn = before.step === 'commit-first' || before.batch.length > 0;
  return withMember(state, member, { ...before, step: afterCommitting(world, goesOn), uncommitted: 0 });
}
