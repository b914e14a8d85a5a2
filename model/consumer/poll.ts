import type { ActionOf } from '../action.ts';
import { autoCommitDue } from '../application/automatic-commits.ts';
import { isBetweenPolls } from '../application/loop.ts';
import { acceptsCommit, isBehind, storePositions } from '../broker/offset-commits.ts';
import { isRejoining } from '../broker/rejoining.ts';
import { fetchAll, fetchedPartitions, hasNews, mayReadAcross, type PollExtent } from './client/fetch.ts';
import { abortsOnRevoke } from '../application/revocation.ts';
import { deliver } from './deliver.ts';
import { unlocatedOf, withoutAssignment } from './client/starting.ts';
import { perMember } from '../instances.ts';
import { observeReads } from '../observer/sightings.ts';
import type { Rule } from '../rule.ts';
import { elementsOf, EMPTY } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import { groupOf, type World } from '../world.ts';

/**
 * poll(): with enable.auto.commit it first commits the positions that the previous poll left, whatever has become of
 * the records since (auto.commit.interval.ms is taken as elapsed); then it returns what can be fetched now.
 *
 * Fetching ahead in the background is not told apart from fetching in poll(): a record waits in the client's buffer as
 * it would wait in the application's batch.
 */
export const poll: Rule<ActionOf<'consumer.poll'>> = {
  instances: perMember('consumer.poll'),
  enabled(world, state, { member }) {
    if (!mayPoll(world, state, member)) return false;
    if (autoCommitDue(world, state, member)) return true;
    // After its last commit a member in mid-revocation has nothing left but to join again.
    if (world.autoCommit && isPastRevocation(world, state, member)) return false;
    return fetchedPartitions(world, state, member).some((p) => hasNews(world, state, member, p));
  },
  next: (world, state, { member }) => commitAndReturn(world, state, member),
};

/** What poll() does: the automatic commit, if one is due, and then the records. */
export function commitAndReturn(world: World, state: ClusterState, member: number, extent?: PollExtent): ClusterState {
  let after = state;
  if (autoCommitDue(world, state, member)) {
    if (!acceptsCommit(world, state, member)) {
      return withMember(state, member, withoutAssignment(world, state.members[member]));
    }
    after = storePositions(world, state, member);
    if (isPastRevocation(world, state, member)) return returnInVain(world, after, member);
  }
  return returnRecords(world, after, member, extent);
}

/** poll() with a fetch that reads across a change of the high watermark. */
export const pollAcrossHighWatermark: Rule<ActionOf<'consumer.poll-across-high-watermark'>> = {
  instances: (world) =>
    world.committedOnly && world.transactional && !world.protocol.fetchReadsHighWatermarkOnce
      ? perMember('consumer.poll-across-high-watermark')(world)
      : [],
  enabled: (world, state, { member }) =>
    mayPoll(world, state, member) &&
    elementsOf(state.members[member].owned).some((p) => mayReadAcross(world, state, member, p)),
  next: (world, state, { member }) => returnRecords(world, state, member, { across: true }),
};

/** Whether the member owns something and its loop calls poll() now. */
export function mayPoll(world: World, state: ClusterState, member: number): boolean {
  if (state.members[member].owned === EMPTY || !isBetweenPolls(world, state, member)) return false;
  if (world.ids === 'per-partition' && unlocatedOf(state, member) !== EMPTY) return false;
  if (world.protocol.rejoiningReturnsNothing && isRejoining(world, state, member)) return false;
  if (abortsOnRevoke(world, state, member)) return false;
  // Whose group goes on without it, as it has heard, loses what it owns before poll() returns anything (onPartitionsLost).
  if (world.rebalance === 'kip-848' && !world.assigns && state.members[member].generation < 0) return false;
  // A cooperative member that polled on before it synced would only begin transactions whose offsets are refused.
  return !(world.transactional && world.transform && isBehind(world, state, member));
}

/**
 * KAFKA-14196: an eager consumer that learns of a rebalance inside poll() sends its last commit and goes on fetching
 * until the response is there. It then revokes, and what it has returned meanwhile is in no commit.
 */
export function isPastRevocation(world: World, state: ClusterState, member: number): boolean {
  if (world.protocol.revocationPausesFetching || world.rebalance !== 'eager') return false;
  // Who has joined owns nothing any more, and does not poll.
  return state.groups[groupOf(world, member)].phase === 'preparing';
}

/** Returns records whose positions will never be committed: they stay where the last commit left them. */
function returnInVain(world: World, state: ClusterState, member: number): ClusterState {
  const { positions, positionEpochs } = state.members[member];
  const after = returnRecords(world, state, member);
  return withMember(after, member, { ...after.members[member], positions, positionEpochs });
}

/** What can be fetched now is taken, then observed, then handed to the loop. */
function returnRecords(world: World, state: ClusterState, member: number, extent?: PollExtent): ClusterState {
  const { records, read, positions, positionEpochs } = fetchAll(world, state, member, extent);
  const moved = withMember(observeReads(state, read), member, { ...state.members[member], positions, positionEpochs });
  return deliver(world, moved, member, records);
}
