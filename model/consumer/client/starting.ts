import type { Group } from '../../broker/group-coordinator.ts';
import { knowsItsEnd } from '../../broker/readable-end.ts';
import type { Member } from './member.ts';
import { readableEnd } from '../../broker/readable-end.ts';
import { fetchTarget, youngest } from './reading.ts';
import { assignStored } from './stored-offsets.ts';
import { Incident } from '../../observer/ledger.ts';
import { isReplaced } from '../../observer/zombies.ts';
import { add, elementsOf, EMPTY, has, remove, replaceAt, type SmallSet } from '../../sets.ts';
import type { ClusterState } from '../../state.ts';
import { withIncident, withMember } from '../../update.ts';
import { producerOf } from '../../transactional-ids.ts';
import { groupOf, slotOf, type World } from '../../world.ts';

/** A member that belongs to no generation, owns nothing and knows no position. */
export function blank(world: World, member: Member): Member {
  const none = Array<number>(world.inputs).fill(-1);
  return { ...member, generation: -1, owned: EMPTY, positions: none, positionEpochs: none };
}

/** A member that belongs to no generation and owns nothing. A fetch session that is not told goes on (KIP-227). */
export const withoutAssignment = (world: World, member: Member): Member =>
  world.client.forgetsRevokedPartitions ? blank(world, member) : { ...member, generation: -1, owned: EMPTY };

/** The partitions that the group's assignment gives to the member. */
export function assignedTo(world: World, state: ClusterState, member: number): number {
  const { assignment } = state.groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  return assignment.reduce((set, owner, partition) => (owner === slot ? add(set, partition) : set), 0);
}

/**
 * Whether the member can be told where to start on each of these partitions.
 *
 * @param answered as of `startOn`.
 */
export function canStart(
  world: World,
  state: ClusterState,
  member: number,
  partitions: SmallSet,
  answered = true,
): boolean {
  // Where a partition has a producer of its own, that begins first.
  return world.ids === 'per-partition' || canLocate(world, state, member, partitions, answered);
}

/** As `canStart`, of what the member owns already. */
export function canLocate(
  world: World,
  state: ClusterState,
  member: number,
  partitions: SmallSet,
  answered = true,
): boolean {
  const group = groupOf(world, member);
  return elementsOf(partitions).every((partition) => startOf(world, state, group, partition, answered) !== null);
}

/**
 * The member owns these partitions from now on, and fetches where they start. It can (`canStart`).
 *
 * @param answered false when OffsetFetch was refused and the client takes that for an answer: nothing is committed.
 */
export function startOn(
  world: World,
  state: ClusterState,
  member: number,
  partitions: SmallSet,
  answered = true,
): ClusterState {
  return world.ids === 'per-partition'
    ? ownUnlocated(state, member, partitions)
    : locateOn(world, state, member, partitions, answered);
}

/** The member owns these partitions from now on, and does not know yet where to start on them. */
export function ownUnlocated(state: ClusterState, member: number, partitions: SmallSet): ClusterState {
  const before = state.members[member];
  const positions = before.positions.map((position, partition) => (has(partitions, partition) ? -1 : position));
  return withMember(state, member, { ...before, owned: before.owned | partitions, positions });
}

/** What the member owns, and does not know where to start on. */
export function unlocatedOf(state: ClusterState, member: number): SmallSet {
  const { owned, positions } = state.members[member];
  return elementsOf(owned).reduce((set, partition) => (positions[partition] < 0 ? set : remove(set, partition)), owned);
}

/** As `startOn`, of what the member may own already. */
export function locateOn(
  world: World,
  state: ClusterState,
  member: number,
  partitions: SmallSet,
  answered = true,
): ClusterState {
  const group = groupOf(world, member);
  let after = state;
  for (const partition of elementsOf(partitions)) {
    if (world.storesRevoked) after = assignStored(world, after, member, partition);
    const start = startOf(world, after, group, partition, answered) as number;
    const before = after.members[member];
    const observed = isOwner(world, after, member, partition) ? observeStart(after, group, partition, start) : after;
    const epoch = answered ? epochOf(after.groups[group], partition) : -1;
    after = withMember(observed, member, {
      ...before,
      owned: add(before.owned, partition),
      positions: replaceAt(before.positions, partition, start),
      positionEpochs: epoch < 0 ? before.positionEpochs : replaceAt(before.positionEpochs, partition, epoch),
    });
  }
  return after;
}

/** The leader epoch of what was read before the committed offset (`ConsumerUtils.refreshCommittedOffsets`: seekUnvalidated). */
const epochOf = ({ committed, committedEpochs }: Group, partition: number): number =>
  committedEpochs.length > 0 && committed[partition] >= 0 ? committedEpochs[partition] : -1;

/** For the observer: with an id for each input partition a member owns it no longer once another one has begun. */
function isOwner(world: World, state: ClusterState, member: number, partition: number): boolean {
  if (world.ids !== 'per-partition') return true;
  const producer = producerOf(world, member, partition);
  return !isReplaced(world, state, producer, state.producers[producer].incarnation);
}

/** The member owns these partitions no longer. */
export function stopOn(world: World, state: ClusterState, member: number, partitions: SmallSet): ClusterState {
  const before = state.members[member];
  const left = { ...before, owned: before.owned & ~partitions };
  if (!world.client.forgetsRevokedPartitions) return withMember(state, member, left);
  let { positions, positionEpochs } = before;
  for (const partition of elementsOf(partitions)) {
    positions = replaceAt(positions, partition, -1);
    positionEpochs = replaceAt(positionEpochs, partition, -1);
  }
  return withMember(state, member, { ...left, positions, positionEpochs });
}

/** Where a new owner starts; null while that cannot be told (KIP-447: UNSTABLE_OFFSET_COMMIT). */
function startOf(
  world: World,
  state: ClusterState,
  index: number,
  partition: number,
  answered: boolean,
): number | null {
  if (!answered) return resetOf(world, state, partition);
  const unstable = state.groups[index].pending.some((pending) => pending.offsets[partition] >= 0);
  if (unstable && world.protocol.offsetFetchRequiresStable) return null;
  return committedOrReset(world, state, index, partition);
}

/** The committed offset, or where auto.offset.reset says; null while nobody can tell, or with `none`. */
function committedOrReset(world: World, state: ClusterState, index: number, partition: number): number | null {
  const committed = state.groups[index].committed[partition];
  return committed >= 0 ? committed : resetOf(world, state, partition);
}

/**
 * What `consumer.committed()` says, or where auto.offset.reset does. Since KIP-447 it waits for the markers of pending offsets:
 * those of a transaction that is decided are as good as committed, and nothing else that the loop does comes before.
 */
export function committedOnceStable(
  world: World,
  state: ClusterState,
  index: number,
  partition: number,
): number | null {
  if (world.protocol.offsetFetchRequiresStable) {
    const decided = state.groups[index].pending.find(
      ({ producer, offsets }) => offsets[partition] >= 0 && state.transactions[producer].status === 'prepare-commit',
    );
    if (decided !== undefined) return decided.offsets[partition];
  }
  return committedOrReset(world, state, index, partition);
}

/** Where auto.offset.reset says; null while nobody can tell, or with `none`. */
function resetOf(world: World, state: ClusterState, partition: number): number | null {
  const reset = world.setup.consumer['auto.offset.reset'];
  if (reset === 'none') return null;
  if (reset === 'earliest') return state.logStarts[partition];
  const target = fetchTarget(world, state, partition);
  if (target === null || !knowsItsEnd(world, target)) return null;
  const end = readableEnd(world, target, world.committedOnly);
  return reset === 'latest' ? end : Math.min(youngest(state, partition), end);
}

/** The observer compares the start with the last commit that was accepted. */
function observeStart(state: ClusterState, group: number, partition: number, start: number): ClusterState {
  const after = withIncident(state, Incident.positioned);
  const committed = state.ledger.commits[group][partition];
  const reset = state.groups[group].committed[partition] < 0;
  if (committed < 0 ? reset : committed === start) return after;
  return withIncident(after, Incident.wrongStart);
}
