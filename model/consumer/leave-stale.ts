import type { ActionOf } from '../action.ts';
import { commitOnClose, commitProcessed, endsDirty } from '../application/closing.ts';
import { callListener } from '../application/revocation.ts';
import { comparesEpochs, isBeingRaised } from '../broker/member-epochs.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, type World } from '../world.ts';
import { endLoop, leave } from './leave.ts';

/**
 * The last commit of a member whose epoch the coordinator has raised, while the answer that says so is on its way:
 * STALE_MEMBER_EPOCH. close() logs that and leaves the group, for it commits by commitSync(), which does not try again
 * (`AsyncKafkaConsumer.autoCommitOnClose`: commitSyncAllConsumed); the application gets a CommitFailedException. What was processed
 * comes again. Where a listener commits as well, the client has heard of its epoch by then.
 */
export const leaveStale: Rule<ActionOf<'consumer.leave-stale'>> = {
  instances(world) {
    const mayBeRefused = comparesEpochs(world) && commitsOnce(world);
    return mayBeRefused ? leave.instances(world).map(({ member }) => ({ type: 'consumer.leave-stale', member })) : [];
  },
  enabled: (world, state, { member }) =>
    leave.enabled(world, state, { type: 'consumer.leave', member }) &&
    groupCoordinatorAnswers(world, state) &&
    isBeingRaised(world, state, member) &&
    hasToCommit(world, state, member),
  next: (world, state, { member }) => endLoop(world, state, member, true),
};

/** Whether one commit alone is made as the loop ends; one of librdkafka's own is made again. */
function commitsOnce({ autoCommit, client, commit, ownsOffsets, onRevoke, setup }: World): boolean {
  if (commit === 'transaction' || ownsOffsets) return false;
  if (autoCommit && !client.autoCommitsPreviousPoll) return false;
  const listenerCommits = onRevoke === 'commit' || onRevoke === 'drain';
  return (autoCommit || setup.application['on.close'] === 'commit') !== listenerCommits;
}

/** Whether the last commit is of more than what is committed. */
function hasToCommit(world: World, state: ClusterState, member: number): boolean {
  const index = groupOf(world, member);
  const isDirty = endsDirty(world, state, member);
  const processed = isDirty ? state : commitProcessed(world, state, member);
  const closed = commitOnClose(world, processed, member);
  const told = isDirty ? closed : callListener(world, closed, member, state.members[member].owned);
  return told.groups[index].committed.some((offset, partition) => offset !== state.groups[index].committed[partition]);
}
