import type { ActionOf } from '../action.ts';
import { answerInVain, applyCommit, commitsNow } from '../application/committing.ts';
import { affords, spend } from './budget.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';

/** commitSync() has stored the offsets, and the member does not hear of it. */
export const offsetCommitResponseLost: Rule<ActionOf<'offset-commit-response.lost'>> = {
  instances: (world) =>
    world.setup.faults['response.lost'] === 0 || world.commit === 'auto'
      ? []
      : perMember('offset-commit-response.lost')(world),
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled: (world, state, { member }) => affords(state, 'response.lost') && commitsNow(world, state, member),
  next: (world, state, { member }) => applyCommit(world, spend(state, 'response.lost'), member),
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
