import type { ActionOf } from '../action.ts';
import { commitOnClose, commitProcessed, endsDirty, hasClosedProducer } from '../application/closing.ts';
import { hasCommitOnTheWay } from '../application/loop.ts';
import { deadMember, killProducers } from '../application/process-death.ts';
import { callListener, listenerReturns, loseInHand } from '../application/revocation.ts';
import { withoutMember } from '../broker/groups.ts';
import { afterLeaving } from '../broker/late-commits.ts';
import { isCurrent } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { isRejoining } from '../broker/rejoining.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import type { World } from '../world.ts';

/**
 * The end of a loop: the application commits (on.close) and closes its clients, the producer first, which waits for its
 * sends. close() of the consumer commits (enable.auto.commit), calls the rebalance listener (`onLeavePrepare`) and sends
 * LeaveGroup, so that the group need not wait for the session to expire. Nobody can do anything between these: a commit
 * of the member is taken until it has left.
 *
 * A worker is not asked to stop and goes on until the process ends, which is when it is started again.
 */
export const leave: Rule<ActionOf<'consumer.leave'>> = {
  instances(world) {
    const { faults } = world.setup;
    return faults['consumer.close'] + faults['processing.failed'] === 0 ? [] : perMember('consumer.leave')(world);
  },
  enabled(world, state, { member }) {
    const { step, status, owned } = state.members[member];
    if (step !== 'close' || status !== 'up') return false;
    return (
      hasClosedProducer(world, state, member) &&
      state.members[member].letters.length === 0 &&
      !hasCommitOnTheWay(world, state, member) &&
      (endsDirty(world, state, member) || listenerReturns(world, state, member, owned))
    );
  },
  next(world, state, { member }) {
    if (endsDirty(world, state, member)) return endLoop(world, commitOnClose(world, state, member), member, true);
    const committed = commitOnClose(world, commitProcessed(world, state, member), member);
    return endLoop(world, committed, member, false);
  },
};

/**
 * close() behind the last commit.
 *
 * @param isDirty whether the rebalance listener finds nothing that it could commit.
 */
export const endLoop = (world: World, state: ClusterState, member: number, isDirty: boolean): ClusterState =>
  closeProcess(world, leaveGroup(world, state, member, isDirty), member);

/**
 * What a member owns that has missed a generation, or is rejoining, is lost, and not revoked (onLeavePrepare). Without its coordinator close() gives up after
 * a while: nobody learns that the member has left.
 */
function leaveGroup(world: World, state: ClusterState, member: number, isDirty: boolean): ClusterState {
  const answers = groupCoordinatorAnswers(world, state);
  const isRevoked = isCurrent(world, state, member) && !isRejoining(world, state, member);
  const told =
    answers && isRevoked && !isDirty
      ? callListener(world, state, member, state.members[member].owned)
      : loseInHand(world, state, member);
  return answers ? afterLeaving(world, withoutMember(world, told, member), member) : told;
}

function closeProcess(world: World, state: ClusterState, member: number): ClusterState {
  const before = state.members[member];
  const { worker, finished } = before;
  const closed = { ...deadMember(world, before), status: 'closed' as const, worker, finished };
  const after = withMember(state, member, closed);
  return killProducers(world, after, member, false);
}
