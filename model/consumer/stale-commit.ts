import type { ActionOf } from '../action.ts';
import { abandonBatch, afterCommit, mayCommitOffsets } from '../application/committing.ts';
import { comparesEpochs, isBeingRaised } from '../broker/member-epochs.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { withMember } from '../update.ts';
import type { World } from '../world.ts';

/**
 * commitSync() of a member whose epoch the coordinator has raised, while the answer that says so is on its way:
 * STALE_MEMBER_EPOCH, of which the client makes a CommitFailedException, though the member owns its partitions (before
 * KIP-1251; `CommitRequestManager.commitSyncExceptionForError`). The loop goes on: what it has processed is in its next commit,
 * and what it has not, because it commits first, it does not process.
 */
export const staleCommit: Rule<ActionOf<'consumer.commit-stale'>> = {
  instances: (world) => (commitsByHand(world) ? perMember('consumer.commit-stale')(world) : []),
  enabled(world, state, { member }) {
    const { step } = state.members[member];
    const isAtCommit = step === 'commit' || step === 'commit-first';
    return isAtCommit && isBeingRaised(world, state, member) && mayCommitOffsets(world, state, member);
  },
  next(world, state, { member }) {
    const before = state.members[member];
    return before.step === 'commit-first'
      ? withMember(state, member, abandonBatch(before))
      : afterCommit(world, state, member);
  },
};

const commitsByHand = (world: World): boolean =>
  comparesEpochs(world) &&
  world.client.commitsInOrder &&
  (world.commit === 'after-processing' || world.commit === 'before-processing');
