import type { ActionOf } from '../action.ts';
import { afterCommit, mayCommitOffsets } from '../application/committing.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, slotOf, type World } from '../world.ts';
import { mustGiveUp } from './kip-848.ts';

/**
 * commitSync() of a member whose epoch the coordinator has raised, while the answer that says so is on its way:
 * STALE_MEMBER_EPOCH, of which the client makes a CommitFailedException, though the member owns its partitions (before
 * KIP-1251). The loop goes on; what it has processed is in its next commit.
 */
export const staleCommit: Rule<ActionOf<'consumer.commit-stale'>> = {
  instances: (world) => (comparesEpochs(world) ? perMember('consumer.commit-stale')(world) : []),
  enabled: (world, state, { member }) =>
    state.members[member].step === 'commit' &&
    isBeingRaised(world, state, member) &&
    mayCommitOffsets(world, state, member),
  next: (world, state, { member }) => afterCommit(world, state, member),
};

const comparesEpochs = ({ rebalance, protocol, client, commit }: World): boolean =>
  rebalance === 'kip-848' &&
  !protocol.commitsByAssignmentEpoch &&
  client.commitsInOrder &&
  commit === 'after-processing';

/** Whether the coordinator raises the member's epoch by its next heartbeat: it has nothing left to give up. */
function isBeingRaised(world: World, state: ClusterState, member: number): boolean {
  const { generation } = state.members[member];
  const group = state.groups[groupOf(world, member)];
  const isMember = has(group.members, slotOf(world, member)) && generation >= 0;
  return isMember && generation < group.generation && !mustGiveUp(world, state, member);
}
