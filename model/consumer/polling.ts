import type { ActionOf } from '../action.ts';
import { afterPoll, isBetweenPolls } from '../application/loop.ts';
import { acceptsCommit, isBehind, storeOffsets } from '../broker/offset-commits.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { add, EMPTY, elementsOf } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { coordinatorAnswers, withLedger, withMember } from '../update.ts';
import { groupOf, type World } from '../world.ts';
import type { Member, Polled } from './consumer.ts';
import { withoutAssignment } from './starting.ts';
import { afterTruncation, fetchFrom, fetchTarget, isTruncated, observeRead, readableEnd } from './reading.ts';

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
    const { owned, generation } = state.members[member];
    if (owned === EMPTY || generation < 0 || !isBetweenPolls(world, state, member)) return false;
    // A cooperative member that polled on before it synced would only begin transactions whose offsets are refused.
    if (world.transactional && world.transform && isBehind(world, state, member)) return false;
    return autoCommitDue(world, state, member) || elementsOf(owned).some((p) => hasNews(world, state, member, p));
  },
  next(world, state, { member }) {
    let after = state;
    if (autoCommitDue(world, state, member)) {
      if (!acceptsCommit(world, state, member)) {
        return withMember(state, member, withoutAssignment(world, state.members[member]));
      }
      after = storeOffsets(world, state, member, state.members[member].positions);
    }
    return returnRecords(world, after, member);
  },
};

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

/** Whether a fetch of the partition would move the position. */
function hasNews(world: World, state: ClusterState, member: number, partition: number): boolean {
  const target = fetchTarget(world, state, partition);
  if (target === null) return false;
  const { positions, positionEpochs } = state.members[member];
  if (isTruncated(world, target, positions[partition], positionEpochs[partition])) {
    return world.setup.consumer['auto.offset.reset'] !== 'none';
  }
  return readableEnd(world, target, world.committedOnly) > positions[partition];
}

function returnRecords(world: World, state: ClusterState, member: number): ClusterState {
  const before = state.members[member];
  const positions = before.positions.slice();
  const epochs = before.positionEpochs.slice();
  const batch: Polled[] = [];
  let after = state;
  for (const partition of elementsOf(before.owned)) {
    const target = fetchTarget(world, state, partition);
    if (target === null || !hasNews(world, state, member, partition)) continue;
    if (isTruncated(world, target, positions[partition], epochs[partition])) {
      positions[partition] = afterTruncation(world, target, positions[partition], epochs[partition]);
      epochs[partition] = -1;
      continue;
    }
    const limit = world.maxPollRecords - batch.length;
    const fetched = fetchFrom(world, target, partition, positions[partition], world.committedOnly, limit);
    for (const record of fetched.records) after = observeRead(after, target.log[record.offset]);
    batch.push(...fetched.records);
    positions[partition] = fetched.next;
    if (world.replicationFactor > 1) epochs[partition] = target.log[fetched.next - 1].leaderEpoch;
  }
  const moved = { ...before, positions, positionEpochs: epochs };
  return takeOver(world, notePolled(world, after, member, batch), member, moved, batch);
}

/** The application takes over what poll() returned: its loop works on it, or hands it to the worker. */
function takeOver(
  world: World,
  state: ClusterState,
  member: number,
  polled: Member,
  batch: readonly Polled[],
): ClusterState {
  if (batch.length === 0) return withMember(state, member, polled);
  const step = afterPoll(world);
  if (world.asynchronous && !world.transform) {
    return withMember(state, member, { ...polled, step, worker: [...polled.worker, ...batch] });
  }
  return withMember(state, member, { ...polled, step, batch });
}

function notePolled(world: World, state: ClusterState, member: number, batch: readonly Polled[]): ClusterState {
  const group = groupOf(world, member);
  const polled = state.ledger.polled.slice();
  for (const { value } of batch) polled[group] = add(polled[group], value);
  if (polled[group] === state.ledger.polled[group]) return state;
  return withLedger(state, { polled });
}
