import { Incident } from '../observer/ledger.ts';
import { noteCommit } from '../observer/transaction-facts.ts';
import { EMPTY, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withIncident, withTransaction } from '../update.ts';
import { groupOf, slotOf, type World } from '../world.ts';
import { asksOffsetsEpoch } from '../network/requests/late-requests.ts';
import type { CommitOnTheWay } from '../network/requests/request.ts';
import type { Group, PendingOffsets } from './group-coordinator.ts';
import { withCommitted, withPending, withSettled } from './group-offsets.ts';
import { countsIn } from './group-rebalance.ts';

/**
 * Whether the group coordinator takes a commit from this member: it must belong to the group and name its generation
 * (ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID). A rebalance in preparation does not matter yet.
 */
export function acceptsCommit(world: World, state: ClusterState, member: number): boolean {
  return acceptsCommitAs(world, state, member, state.members[member].generation);
}

/** Whether the group coordinator takes a commit of the member that names `generation`. */
export const acceptsCommitAs = (world: World, state: ClusterState, member: number, generation: number): boolean =>
  !world.protocol.generationFencing ||
  isCurrentAs(world, state, member, generation) ||
  isTakenByEmptyGroup(world, state, member, generation);

/**
 * A member of KIP-848 that has heard that its group goes on without it commits with no member epoch, and an empty group takes
 * that as it would from an admin client (`ConsumerGroup.validateOffsetCommit`). A classic client sends nothing
 * (`ConsumerCoordinator.sendOffsetCommitRequest`), and in a transaction groupMetadata() names the last epoch all the same.
 */
const isTakenByEmptyGroup = (world: World, state: ClusterState, member: number, generation: number): boolean =>
  world.rebalance === 'kip-848' &&
  world.commit !== 'transaction' &&
  generation < 0 &&
  state.groups[groupOf(world, member)].members === EMPTY;

/** Whether the group counts the member in as it sees itself. Under KIP-848 each member has an epoch of its own. */
export const isCurrent = (world: World, state: ClusterState, member: number): boolean =>
  isCurrentAs(world, state, member, state.members[member].generation);

/** Whether the group counts a request of the member in that names `generation`. */
export function isCurrentAs(world: World, state: ClusterState, member: number, generation: number): boolean {
  // An OffsetCommit without member and generation is taken as long as the group is empty (`validateOffsetCommit`).
  if (world.assigns) return true;
  return countsIn(world, state.groups[groupOf(world, member)], slotOf(world, member), generation);
}

/** Whether the member still belongs to the group and only has to learn of a newer generation. */
export const isBehind = (world: World, state: ClusterState, member: number): boolean =>
  has(state.groups[groupOf(world, member)].members, slotOf(world, member)) && !isCurrent(world, state, member);

/** An automatic commit of an accepted member: its positions, each with the leader epoch of what was read last. */
export function storePositions(world: World, state: ClusterState, member: number): ClusterState {
  const { positions, positionEpochs } = state.members[member];
  return storeOffsets(world, state, member, positions, positionEpochs);
}

/** OffsetCommit of an accepted member. Where the application names offsets, it names no epochs (`new OffsetAndMetadata(offset)`). */
export const storeOffsets = (
  world: World,
  state: ClusterState,
  member: number,
  offsets: readonly number[],
  epochs?: readonly number[],
): ClusterState => takeOffsets(observeCommit(world, state, member, offsets), groupOf(world, member), offsets, epochs);

/** Offsets are stored as they come: there is no comparison with what was there. */
export function takeOffsets(
  state: ClusterState,
  index: number,
  offsets: readonly number[],
  epochs?: readonly number[],
): ClusterState {
  const group = state.groups[index];
  const after = withCommitted(group, offsets, epochs);
  return after === group ? state : noteCommit(withGroup(state, index, after), index, offsets);
}

/** The generation that a commit names as it arrives. */
export const generationOf = (state: ClusterState, { member, generation }: CommitOnTheWay): number =>
  generation < 0 ? state.members[member].generation : generation;

/** An OffsetCommit that its member did not wait for arrives: it counts as what it says that it is. */
export function arriveCommit(world: World, state: ClusterState, commit: CommitOnTheWay): ClusterState {
  const { member, offsets } = commit;
  const generation = generationOf(state, commit);
  const observed = withIncident(state, Incident.commitArrived);
  return acceptsCommitAs(world, state, member, generation) ? storeOffsets(world, observed, member, offsets) : observed;
}

/**
 * TxnOffsetCommit: the offsets wait for the marker.
 *
 * @param generation the one in which the member has sent it.
 */
export function addPending(
  world: World,
  state: ClusterState,
  member: number,
  pending: PendingOffsets,
  generation = state.members[member].generation,
): ClusterState {
  const index = groupOf(world, member);
  const known = asksOffsetsEpoch(world) ? withOffsetsEpoch(state, pending) : state;
  const observed = observeCommit(world, known, member, pending.offsets, generation);
  return withGroup(observed, index, withPending(world.protocol, observed.groups[index], pending));
}

const withOffsetsEpoch = (state: ClusterState, { producer, epoch }: PendingOffsets): ClusterState =>
  withTransaction(state, producer, { ...state.transactions[producer], offsetsEpoch: epoch });

/**
 * KAFKA-17507: the marker is written and answered for, and its offsets are applied later, unless those of the next
 * transaction of the same producer have taken their place by then.
 */
export function markPending(state: ClusterState, producer: number, marked: 'commit' | 'abort'): ClusterState {
  return state.groups.reduce((after, group, index) => {
    const pending = group.pending.map((offsets) => (offsets.producer === producer ? { ...offsets, marked } : offsets));
    return withGroup(after, index, { ...group, pending });
  }, state);
}

/** The marker of a transaction reaches `__consumer_offsets`. */
export function settlePending(state: ClusterState, producer: number, commit: boolean): ClusterState {
  return state.groups.reduce((after, group, index) => {
    const settled = withSettled(group, producer, commit);
    return settled === group ? after : withGroup(after, index, settled);
  }, state);
}

/** For the observer: was it the owner in the current generation whose commit was taken? */
function observeCommit(
  world: World,
  state: ClusterState,
  member: number,
  offsets: readonly number[],
  generation = state.members[member].generation,
): ClusterState {
  const group = state.groups[groupOf(world, member)];
  return isForeign(world, state, group, member, generation, offsets)
    ? withIncident(state, Incident.foreignCommit)
    : state;
}

function isForeign(
  world: World,
  state: ClusterState,
  group: Group,
  member: number,
  generation: number,
  offsets: readonly number[],
): boolean {
  const slot = slotOf(world, member);
  // Of an empty group nobody else owns anything.
  if (isTakenByEmptyGroup(world, state, member, generation)) return false;
  if (!isCurrentAs(world, state, member, generation)) return true;
  // What nobody owns may be committed by the one who is just giving it up (onPartitionsRevoked, KIP-429).
  return offsets.some((offset, partition) => {
    const owner = group.assignment[partition];
    return offset >= 0 && owner >= 0 && owner !== slot;
  });
}
