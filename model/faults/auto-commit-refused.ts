import type { ActionOf } from '../action.ts';
import { mayCommitAgain, repeatsAutoCommit } from '../application/automatic-commits.ts';
import { withoutLateCommits } from '../broker/late-commits.ts';
import { comparesEpochs, mustGiveUp } from '../broker/member-epochs.ts';
import { storePositions } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withGroup } from '../update.ts';
import { groupOf, type World } from '../world.ts';
import { affords, spend } from './budget.ts';

/**
 * One more rebalance, while a member commits automatically before it takes partitions: the coordinator raises its epoch, and
 * refuses what crosses the answer to the heartbeat (STALE_MEMBER_EPOCH). The network thread makes the commit again with the epoch and the
 * positions of then (`CommitRequestManager.autoCommitSyncBeforeRebalanceWithRetries`), behind what the loop has in hand.
 *
 * That of a member that gives something up is taken, for its epoch stays until it has (`CurrentAssignmentBuilder`:
 * UNREVOKED_PARTITIONS). A rebalance that gives it other partitions is a step of its own.
 */
export const autoCommitRefused: Rule<ActionOf<'auto-commit.refused'>> = {
  instances: (world) =>
    world.setup.faults.rebalance > 0 && isRepeated(world) ? perMember('auto-commit.refused')(world) : [],
  idle: (_world, state) => !affords(state, 'rebalance'),
  enabled: (world, state, { member }) =>
    affords(state, 'rebalance') &&
    state.groups[groupOf(world, member)].phase === 'stable' &&
    groupCoordinatorAnswers(world, state) &&
    !mustGiveUp(world, state, member) &&
    mayCommitAgain(world, state, member),
  next(world, state, { member }) {
    const index = groupOf(world, member);
    const { generation } = state.groups[index];
    const raised = withGroup(spend(state, 'rebalance'), index, { ...state.groups[index], generation: generation + 1 });
    return storePositions(world, withoutLateCommits(raised, [member]), member);
  },
};

const isRepeated = (world: World): boolean => comparesEpochs(world) && repeatsAutoCommit(world);
