import { mayCommitAgain, repeatsAutoCommit } from '../application/automatic-commits.ts';
import type { ActionOf } from '../action.ts';
import { answerInVain, applyCommit, commitsNow } from '../application/committing.ts';
import { storePositions } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { affords, spend } from './budget.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';

/**
 * commitSync() has stored the offsets, and the member does not hear of it; or an automatic commit before a rebalance, which is
 * repeated behind the loop's back.
 */
export const offsetCommitResponseLost: Rule<ActionOf<'offset-commit-response.lost'>> = {
  instances: (world) =>
    world.setup.faults['response.lost'] === 0 || (world.commit === 'auto' && !repeatsAutoCommit(world))
      ? []
      : perMember('offset-commit-response.lost')(world),
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled: (world, state, { member }) => {
    if (!affords(state, 'response.lost')) return false;
    if (world.commit !== 'auto') return commitsNow(world, state, member);
    return groupCoordinatorAnswers(world, state) && mayCommitAgain(world, state, member);
  },
  next(world, state, { member }) {
    const after = spend(state, 'response.lost');
    if (world.commit !== 'auto') return applyCommit(world, after, member);
    return storePositions(world, after, member);
  },
};

/** The group coordinator moves while a commit waits for replication: the deposed one answers it in vain. */
export const coordinatorMoved: Rule<ActionOf<'coordinator.moved'>> = {
  instances(world) {
    const answers = !world.protocol.deposedCoordinatorIsSilent && world.brokers > 1 && world.commit !== 'auto';
    return answers && world.setup.faults['leader.moved'] > 0 ? perMember('coordinator.moved')(world) : [];
  },
  idle: (_world, state) => !affords(state, 'leader.moved'),
  enabled: (world, state, { member }) => affords(state, 'leader.moved') && commitsNow(world, state, member),
  next: (world, state, { member }) => answerInVain(world, spend(state, 'leader.moved'), member),
};
