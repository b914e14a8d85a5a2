import type { ActionOf } from '../action.ts';
import { afterCommit, applyCommit, mayCommitOffsets } from '../application/committing.ts';
import { offsetsToCommit } from '../application/offsets.ts';
import { acceptsCommit, isBehind, isCurrent } from '../broker/offset-commits.ts';
import { withoutAssignment } from './client/starting.ts';
import { afterStoring, withoutRevoked } from './client/stored-offsets.ts';
import { perMember } from '../instances.ts';
import { Incident } from '../observer/ledger.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { withIncident, withMember } from '../update.ts';
import type { World } from '../world.ts';

/** commitSync(): a refusal (CommitFailedException) tells the application that the partitions are not its own any more. */
export const commit: Rule<ActionOf<'consumer.commit'>> = {
  instances: perMember('consumer.commit'),
  enabled: (world, state, { member }) => mayCommitOffsets(world, state, member),
  next(world, state, { member }) {
    if (!world.client.commitsInOrder) return afterCommit(world, sendCommit(world, state, member), member);
    const observed = withIncident(state, Incident.commitArrived);
    if (acceptsCommit(world, state, member)) {
      const applied = applyCommit(world, observed, member);
      const offsets = offsetsToCommit(world, state, member);
      const stored = world.storesRevoked ? afterStoring(world, state, applied, member, offsets) : applied;
      return afterCommit(world, stored, member);
    }
    const noted = !isCurrent(world, state, member) ? withIncident(observed, Incident.staleCommit) : observed;
    const before = noted.members[member];
    // A cooperative member that is only behind keeps its partitions and commits with the next batch.
    const keeps = world.client.keepsAssignmentOnIllegalGeneration && isBehind(world, noted, member);
    const kept = keeps ? before : withoutAssignment(world, withoutRevoked(world, before));
    return withMember(noted, member, { ...kept, batch: [], step: 'poll' });
  },
};

/** commitAsync(): the request is on its way, and the loop goes on. */
function sendCommit(world: World, state: ClusterState, member: number): ClusterState {
  const { generation } = state.members[member];
  const commit = { kind: 'offset-commit' as const, member, generation, offsets: offsetsToCommit(world, state, member) };
  return { ...state, orphanedRequests: [...state.orphanedRequests, commit] };
}
