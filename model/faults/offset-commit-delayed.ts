import type { ActionOf } from '../action.ts';
import { autoCommitDue } from '../application/automatic-commits.ts';
import { commitsNow } from '../application/committing.ts';
import { isBetweenPolls } from '../application/loop.ts';
import { offsetsToCommit } from '../application/offsets.ts';
import { isCurrent } from '../broker/offset-commits.ts';
import { affords, spend } from './budget.ts';
import { perMember } from '../instances.ts';
import { commitsComeLate } from '../network/requests/late-requests.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { withMember } from '../update.ts';
import type { World } from '../world.ts';

/**
 * The connection to the group coordinator breaks under OffsetCommit. The client asks who coordinates the group and sends it
 * once more (`ConsumerCoordinator.commitOffsetsSync`, `CommitRequestManager.commitSyncWithRetries`: DisconnectException is retried),
 * or commits its positions again with the next poll() (`maybeAutoCommitOffsetsAsync`), over a connection of its own. What was on the
 * wire goes on by itself, and may come behind that and behind every later one.
 *
 * A commit as partitions are given up, or the consumer is closed, has none of its generation behind it, and is late what it is in
 * time.
 */
export const offsetCommitDelayed: Rule<ActionOf<'offset-commit.delayed'>> = {
  instances: (world) => (commitsComeLate(world) ? perMember('offset-commit.delayed')(world) : []),
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled: (world, state, { member }) =>
    affords(state, 'connection.lost') && isCurrent(world, state, member) && isCommitting(world, state, member),
  next(world, state, { member }) {
    const before = state.members[member];
    const offsets = world.autoCommit ? before.positions : offsetsToCommit(world, state, member);
    const lateCommits = [...before.lateCommits, offsets].sort(inOrder);
    return withMember(spend(state, 'connection.lost'), member, { ...before, lateCommits });
  },
};

const isCommitting = (world: World, state: ClusterState, member: number): boolean =>
  world.autoCommit
    ? isBetweenPolls(world, state, member) && autoCommitDue(world, state, member)
    : commitsNow(world, state, member);

/** Which of two was sent first nobody can tell, once both are on their way. */
const inOrder = (one: readonly number[], other: readonly number[]): number => {
  const differs = one.findIndex((offset, partition) => offset !== other[partition]);
  return differs < 0 ? 0 : one[differs] - other[differs];
};
