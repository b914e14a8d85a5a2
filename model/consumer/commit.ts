import type { ActionOf } from '../action.ts';
import {
  abandonBatch,
  afterCommit,
  afterFailing,
  applyCommit,
  isRefusedByClient,
  mayCommitOffsets,
} from '../application/committing.ts';
import { offsetsToCommit } from '../application/offsets.ts';
import { acceptsCommit, isCurrent } from '../broker/offset-commits.ts';
import { withoutAssignment } from './client/starting.ts';
import { afterStoring, withoutRevoked } from './client/stored-offsets.ts';
import { perMember } from '../instances.ts';
import { Incident } from '../observer/ledger.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { withIncident, withMember } from '../update.ts';
import type { World } from '../world.ts';

/**
 * commitSync(): a refusal (CommitFailedException) tells the application that the partitions are not its own any more. In a
 * cooperative rebalance (RebalanceInProgressException) they still are, and it goes on with what it has in hand.
 */
export const commit: Rule<ActionOf<'consumer.commit'>> = {
  instances: perMember('consumer.commit'),
  enabled: (world, state, { member }) => mayCommitOffsets(world, state, member),
  next(world, state, { member }) {
    if (!world.client.commitsInOrder) return afterCommit(world, sendCommit(world, state, member), member);
    if (isRefusedByClient(world, state, member)) {
      const before = state.members[member];
      // Who commits first does not process what it could not commit.
      return before.step === 'commit-first'
        ? withMember(state, member, abandonBatch(before))
        : withMember(state, member, afterFailing(world, before));
    }
    const observed = withIncident(state, Incident.commitArrived);
    if (acceptsCommit(world, state, member)) {
      const applied = applyCommit(world, observed, member);
      const offsets = offsetsToCommit(world, state, member);
      const stored = world.storesRevoked ? afterStoring(world, state, applied, member, offsets) : applied;
      return afterCommit(world, stored, member);
    }
    const noted = !isCurrent(world, state, member) ? withIncident(observed, Incident.staleCommit) : observed;
    const left = withoutAssignment(world, withoutRevoked(world, noted.members[member]));
    return withMember(noted, member, abandonBatch(left));
  },
};

/** commitAsync(): the request is on its way, or what the client refused is kept for another try, and the loop goes on. */
function sendCommit(world: World, state: ClusterState, member: number): ClusterState {
  const generation = isRefusedByClient(world, state, member) ? -1 : state.members[member].generation;
  const commit = { kind: 'offset-commit' as const, member, generation, offsets: offsetsToCommit(world, state, member) };
  return { ...state, orphanedRequests: [...state.orphanedRequests, commit] };
}
