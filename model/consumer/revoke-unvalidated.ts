import type { ActionOf } from '../action.ts';
import { commitPositions } from '../application/revocation.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { elementsOf, EMPTY, has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import { groupOf, type World } from '../world.ts';
import { unvalidatedOf } from './client/validation.ts';
import { join } from './join.ts';
import { mustGiveUp } from '../broker/member-epochs.ts';
import { leave } from './leave.ts';
import { sync } from './sync.ts';

/**
 * The last automatic commit before partitions are given up, or the consumer is closed, names positions that are valid
 * (`SubscriptionState.allConsumed`: hasValidPosition), and none that is compared with a new leader's log at that moment:
 * `ConsumerCoordinator.onJoinPrepare` and `close`, `CommitRequestManager.maybeAutoCommitSyncBeforeRebalance`. What was processed of those since
 * the last commit comes again to whoever owns them next. Who has not heard of the new leader yet, or has been answered, commits
 * all (`consumer.join`, `consumer.sync`, `consumer.leave`).
 *
 * A commit of an earlier poll() that leaves one out needs no step of its own: the next one has it, and a crash before that is as
 * one before both.
 */
export const revokeUnvalidated: Rule<ActionOf<'consumer.revoke-unvalidated'>> = {
  instances: (world) => (world.holdsBackUnvalidated ? perMember('consumer.revoke-unvalidated')(world) : []),
  enabled: (world, state, { member }) =>
    commitsUnvalidated(world, state, member) && occasionOf(world, state, member) !== null,
  next(world, state, { member }) {
    const { positions } = state.members[member];
    const held = unvalidatedOf(world, state, member);
    const masked = positions.map((position, partition) => (has(held, partition) ? -1 : position));
    const step = occasionOf(world, state, member) as Step;
    const after = step(withMember(state, member, { ...state.members[member], positions: masked }));
    const left = after.members[member];
    const kept = elementsOf(held & left.owned);
    if (kept.length === 0) return after;
    // A cooperative member keeps what it owns, and goes on from where it is.
    const back = left.positions.map((position, partition) =>
      kept.includes(partition) ? positions[partition] : position,
    );
    return withMember(after, member, { ...left, positions: back });
  },
};

/** Whether a commit of all positions would commit one that may be held back. */
function commitsUnvalidated(world: World, state: ClusterState, member: number): boolean {
  const held = unvalidatedOf(world, state, member);
  if (held === EMPTY || !groupCoordinatorAnswers(world, state)) return false;
  const index = groupOf(world, member);
  const { committed } = commitPositions(world, state, member).groups[index];
  return elementsOf(held).some((partition) => committed[partition] !== state.groups[index].committed[partition]);
}

type Step = (state: ClusterState) => ClusterState;

/** The step of the member that is next and begins with such a commit. */
function occasionOf(world: World, state: ClusterState, member: number): Step | null {
  const leaving = { type: 'consumer.leave' as const, member };
  // What the application commits itself as it is closed is not held back.
  if (leave.enabled(world, state, leaving)) {
    const commits = world.setup.application['on.close'] === 'commit';
    return commits ? null : (before) => leave.next(world, before, leaving);
  }
  if (world.assigns) return null;
  if (world.rebalance === 'kip-848') {
    const syncing = { type: 'consumer.sync' as const, member };
    if (!mustGiveUp(world, state, member) || !sync.enabled(world, state, syncing)) return null;
    return (before) => sync.next(world, before, syncing);
  }
  const joining = { type: 'consumer.join' as const, member };
  return join.enabled(world, state, joining) ? (before) => join.next(world, before, joining) : null;
}
