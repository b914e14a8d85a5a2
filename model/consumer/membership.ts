import type { ActionOf } from '../action.ts';
import { Incident } from '../application/ledger.ts';
import { committable, isBetweenPolls } from '../application/loop.ts';
import { prepare } from '../broker/groups.ts';
import { acceptsCommit, storeOffsets } from '../broker/offset-commits.ts';
import type { Rule } from '../rule.ts';
import { add, EMPTY, has, range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { coordinatorAnswers, withGroup, withIncident, withMember } from '../update.ts';
import { groupOf, seatOf, type World } from '../world.ts';
import type { Member } from './consumer.ts';
import { fetchTarget, readableEnd } from './reading.ts';

/** A member that belongs to no generation and owns nothing. */
export function withoutAssignment(world: World, member: Member): Member {
  const none = Array<number>(world.inputs).fill(-1);
  return { ...member, generation: -1, owned: EMPTY, positions: none, positionEpochs: none };
}

/**
 * JoinGroup, sent from inside poll(): because a rebalance is in preparation, or because the member found out that the
 * group goes on without it. Under the eager protocol everything is revoked first, and the revocation commits: the
 * consumer itself with enable.auto.commit, the user's callback with commit.on.revoke.
 */
export const join: Rule<ActionOf<'consumer.join'>> = {
  instances: (world) => range(world.members).map((member) => ({ type: 'consumer.join', member })),
  enabled(world, state, { member }) {
    if (!isBetweenPolls(world, state, member) || !coordinatorAnswers(world, state)) return false;
    const group = state.groups[groupOf(world, member)];
    const seat = seatOf(world, member);
    return !has(group.members, seat) || (group.phase === 'preparing' && !has(group.joined, seat));
  },
  next(world, state, { member }) {
    const index = groupOf(world, member);
    const seat = seatOf(world, member);
    const revoked = has(state.groups[index].members, seat) ? revoke(world, state, member) : state;
    const group = prepare(revoked.groups[index]);
    const joined = withGroup(revoked, index, {
      ...group,
      members: add(group.members, seat),
      joined: add(group.joined, seat),
    });
    return withMember(joined, member, withoutAssignment(world, joined.members[member]));
  },
};

/** onPartitionsRevoked: the last chance to commit in the old generation. */
function revoke(world: World, state: ClusterState, member: number): ClusterState {
  if (state.members[member].owned === EMPTY || !acceptsCommit(world, state, member)) return state;
  if (world.autoCommit) return storeOffsets(world, state, member, state.members[member].positions);
  if (!world.setup.application['commit.on.revoke']) return state;
  return storeOffsets(world, state, member, committable(world, state.members[member]));
}

/**
 * SyncGroup and OffsetFetch: the member learns what it owns and where to start. Between the two nothing can happen to
 * the offsets: a commit of an older generation is refused, and pending ones are waited for (KIP-447).
 */
export const sync: Rule<ActionOf<'consumer.sync'>> = {
  instances: (world) => range(world.members).map((member) => ({ type: 'consumer.sync', member })),
  enabled(world, state, { member }) {
    const { status, generation } = state.members[member];
    const index = groupOf(world, member);
    const group = state.groups[index];
    const seat = seatOf(world, member);
    if (status !== 'up' || generation >= 0 || group.phase !== 'stable' || !has(group.members, seat)) return false;
    if (!coordinatorAnswers(world, state)) return false;
    return group.assignment.every(
      (owner, partition) => owner !== seat || startOf(world, state, index, partition) !== null,
    );
  },
  next(world, state, { member }) {
    const index = groupOf(world, member);
    const group = state.groups[index];
    const seat = seatOf(world, member);
    let owned = EMPTY;
    let after = state;
    const positions = group.assignment.map((owner, partition) => {
      if (owner !== seat) return -1;
      owned = add(owned, partition);
      const start = startOf(world, state, index, partition) ?? 0;
      after = observeStart(after, index, partition, start);
      return start;
    });
    const { generation } = group;
    return withMember(after, member, { ...state.members[member], generation, owned, positions });
  },
};

/** Where a new owner starts; null while that cannot be told (KIP-447: UNSTABLE_OFFSET_COMMIT). */
function startOf(world: World, state: ClusterState, index: number, partition: number): number | null {
  const unstable = state.groups[index].pending.some((pending) => pending.offsets[partition] >= 0);
  if (unstable && world.protocol.offsetFetchRequiresStable) return null;
  return committedOrReset(world, state, index, partition);
}

/** The committed offset, or where auto.offset.reset says; null while nobody can tell, or with `none`. */
export function committedOrReset(world: World, state: ClusterState, index: number, partition: number): number | null {
  const committed = state.groups[index].committed[partition];
  if (committed >= 0) return committed;
  switch (world.setup.consumer['auto.offset.reset']) {
    case 'earliest':
      return 0;
    case 'latest': {
      const target = fetchTarget(world, state, partition);
      return target === null ? null : readableEnd(world, target, world.committedOnly);
    }
    case 'none':
      return null;
  }
}

/** The observer compares the start with the last commit that was accepted. */
function observeStart(state: ClusterState, group: number, partition: number, start: number): ClusterState {
  const after = withIncident(state, Incident.positioned);
  const committed = state.ledger.commits[group][partition];
  const reset = state.groups[group].committed[partition] < 0;
  if (committed < 0 ? reset : committed === start) return after;
  return withIncident(after, Incident.wrongStart);
}
