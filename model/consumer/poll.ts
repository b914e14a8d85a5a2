import type { ActionOf } from '../action.ts';
import { afterPoll, isBetweenPolls } from '../application/loop.ts';
import { acceptsCommit, isBehind, storeOffsets } from '../broker/offset-commits.ts';
import { coordinatorAnswers } from '../broker/reachability.ts';
import type { Replica } from '../broker/replica.ts';
import type { Polled } from './client/member.ts';
import { afterDeletion, afterTruncation, fetchFrom, fetchTarget, isTruncated, readableEnd } from './client/reading.ts';
import { withoutAssignment } from './client/starting.ts';
import { perMember } from '../instances.ts';
import { observeRead } from '../observer/sightings.ts';
import type { Rule } from '../rule.ts';
import { add, elementsOf, EMPTY, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withLedger, withMember } from '../update.ts';
import { groupOf, seatOf, type World } from '../world.ts';

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
    return fetched(world, state, member).some((p) => hasNews(world, state, member, p));
  },
  next(world, state, { member }) {
    let after = state;
    if (autoCommitDue(world, state, member)) {
      if (!acceptsCommit(world, state, member)) {
        return withMember(state, member, withoutAssignment(world, state.members[member]));
      }
      after = storeOffsets(world, state, member, state.members[member].positions);
      if (isPastRevocation(world, state, member)) return returnInVain(world, after, member);
    }
    return commitAhead(world, returnRecords(world, after, member), member);
  },
};

/** poll() with a fetch that reads across a change of the high watermark. */
export const pollAcrossHighWatermark: Rule<ActionOf<'consumer.poll-across-high-watermark'>> = {
  instances: (world) =>
    world.committedOnly && world.transactional && !world.protocol.fetchReadsHighWatermarkOnce
      ? perMember('consumer.poll-across-high-watermark')(world)
      : [],
  enabled: (world, state, { member }) =>
    mayPoll(world, state, member) &&
    elementsOf(state.members[member].owned).some((p) => mayTear(world, state, member, p)),
  next: (world, state, { member }) => returnRecords(world, state, member, true),
};

/** Whether the member owns something and its loop calls poll() now. */
function mayPoll(world: World, state: ClusterState, member: number): boolean {
  const { owned, generation } = state.members[member];
  if (owned === EMPTY || generation < 0 || !isBetweenPolls(world, state, member)) return false;
  // A cooperative member that polled on before it synced would only begin transactions whose offsets are refused.
  return !(world.transactional && world.transform && isBehind(world, state, member));
}

/**
 * KAFKA-14196: an eager consumer that learns of a rebalance inside poll() sends its last commit and goes on fetching
 * until the response is there. It then revokes, and what it has returned meanwhile is in no commit.
 */
function isPastRevocation(world: World, state: ClusterState, member: number): boolean {
  if (world.protocol.revocationPausesFetching || world.rebalance !== 'eager') return false;
  const { phase, joined } = state.groups[groupOf(world, member)];
  return phase === 'preparing' && !has(joined, seatOf(world, member));
}

/** Returns records whose positions will never be committed: they stay where the last commit left them. */
function returnInVain(world: World, state: ClusterState, member: number): ClusterState {
  const { positions, positionEpochs } = state.members[member];
  const after = returnRecords(world, state, member);
  return withMember(after, member, { ...after.members[member], positions, positionEpochs });
}

/**
 * KAFKA-18641: the background thread of the KIP-848 consumer commits positions that the application thread has already
 * moved past records that poll() has yet to return.
 */
function commitAhead(world: World, state: ClusterState, member: number): ClusterState {
  if (world.protocol.autoCommitsReturnedOnly || world.rebalance !== 'kip-848') return state;
  if (!autoCommitDue(world, state, member) || !acceptsCommit(world, state, member)) return state;
  return storeOffsets(world, state, member, state.members[member].positions);
}

/**
 * Whether auto-commit has something to commit, and the coordinator to commit it to. A cooperative member that has not
 * yet learned its assignment does not try.
 */
function autoCommitDue(world: World, state: ClusterState, member: number): boolean {
  if (!world.autoCommit) return false;
  if (isBehind(world, state, member) && !acceptsCommit(world, state, member)) return false;
  const { committed } = state.groups[groupOf(world, member)];
  const { positions } = state.members[member];
  return (
    positions.some((position, partition) => position > 0 && position !== committed[partition]) &&
    coordinatorAnswers(world, state)
  );
}

/** Whether the position is in no log any more: deleted below it, or truncated. */
function isOutOfRange(world: World, state: ClusterState, member: number, partition: number, target: Replica): boolean {
  const { positions, positionEpochs } = state.members[member];
  return (
    positions[partition] < state.logStarts[partition] ||
    isTruncated(world, target, positions[partition], positionEpochs[partition])
  );
}

/** Whether a fetch of the partition would move the position. */
function hasNews(world: World, state: ClusterState, member: number, partition: number): boolean {
  const target = fetchTarget(world, state, partition);
  if (target === null) return false;
  if (isOutOfRange(world, state, member, partition, target)) {
    return world.setup.consumer['auto.offset.reset'] !== 'none';
  }
  return readableEnd(world, target, world.committedOnly) > state.members[member].positions[partition];
}

/**
 * Whether a fetch can end above the last stable offset. The broker read the high watermark twice: before it rose, to
 * find that no open transaction starts below it, and then again, as the place to stop at.
 */
function mayTear(world: World, state: ClusterState, member: number, partition: number): boolean {
  const target = fetchTarget(world, state, partition);
  if (target === null || isOutOfRange(world, state, member, partition, target)) return false;
  const position = state.members[member].positions[partition];
  return target.highWatermark > Math.max(position, readableEnd(world, target, true));
}

/**
 * @param torn past the last stable offset, up to the high watermark.
 */
function returnRecords(world: World, state: ClusterState, member: number, torn = false): ClusterState {
  const before = state.members[member];
  const positions = before.positions.slice();
  const epochs = before.positionEpochs.slice();
  const batch: Polled[] = [];
  let after = state;
  for (const partition of fetched(world, state, member)) {
    const target = fetchTarget(world, state, partition);
    if (target === null) continue;
    if (!hasNews(world, state, member, partition) && !(torn && mayTear(world, state, member, partition))) continue;
    if (positions[partition] < state.logStarts[partition]) {
      positions[partition] = afterDeletion(world, target, state.logStarts[partition]);
      epochs[partition] = -1;
      continue;
    }
    if (isTruncated(world, target, positions[partition], epochs[partition])) {
      positions[partition] = afterTruncation(world, target, positions[partition], epochs[partition]);
      epochs[partition] = -1;
      continue;
    }
    const limit = world.maxPollRecords - batch.length;
    // What max.poll.records has no room for waits for the next poll.
    if (limit === 0) continue;
    const end = readableEnd(world, target, world.committedOnly && !torn);
    const { records, next } = fetchFrom(
      world,
      target,
      partition,
      positions[partition],
      end,
      world.committedOnly,
      limit,
    );
    for (const record of records) after = observeRead(after, target.log[record.offset]);
    batch.push(...records);
    positions[partition] = next;
    if (world.replicationFactor > 1) epochs[partition] = target.log[next - 1].leaderEpoch;
  }
  return deliver(world, withMember(after, member, { ...before, positions, positionEpochs: epochs }), member, batch);
}

/** The application takes over what poll() returned: its loop works on it, or hands it to the worker. */
export function deliver(world: World, state: ClusterState, member: number, batch: readonly Polled[]): ClusterState {
  if (batch.length === 0) return state;
  const noted = notePolled(world, state, member, batch);
  const polled = noted.members[member];
  const step = afterPoll(world);
  if (world.asynchronous && !world.transform) {
    return withMember(noted, member, { ...polled, step, worker: [...polled.worker, ...batch] });
  }
  return withMember(noted, member, { ...polled, step, batch });
}

/** Everything that a client which fetches ahead has in its queue: what could be read of its partitions. */
export function fetchedAhead(world: World, state: ClusterState, member: number): readonly Polled[] {
  const { owned, positions, positionEpochs } = state.members[member];
  return elementsOf(owned).flatMap((partition) => {
    const target = fetchTarget(world, state, partition);
    const position = positions[partition];
    if (target === null || isTruncated(world, target, position, positionEpochs[partition])) return [];
    const end = readableEnd(world, target, world.committedOnly);
    return fetchFrom(world, target, partition, position, end, world.committedOnly, Number.MAX_SAFE_INTEGER).records;
  });
}

/** The partitions that fetches cover: those owned, and with a session that forgets nothing those owned before. */
function fetched(world: World, state: ClusterState, member: number): readonly number[] {
  const { owned, positions } = state.members[member];
  if (world.client.forgetsRevokedPartitions) return elementsOf(owned);
  return positions.flatMap((position, partition) => (position < 0 ? [] : [partition]));
}

function notePolled(world: World, state: ClusterState, member: number, batch: readonly Polled[]): ClusterState {
  const group = groupOf(world, member);
  const polled = state.ledger.polled.slice();
  for (const { value } of batch) polled[group] = add(polled[group], value);
  if (polled[group] === state.ledger.polled[group]) return state;
  return withLedger(state, { polled });
}
