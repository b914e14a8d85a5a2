import { acceptsCommit } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { isRejoining } from '../broker/rejoining.ts';
import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, slotOf, type World } from '../world.ts';

/** Automatic commits that are made while the loop works (enable.auto.commit). */

/** Whether they run beside the loop, and cover what is in its hands: by another client, or by KIP-848's (KAFKA-18641). */
export const commitsBesideLoop = ({ client, protocol, rebalance }: World): boolean =>
  !client.autoCommitsPreviousPoll || (rebalance === 'kip-848' && !protocol.autoCommitsReturnedOnly);

/**
 * Whether one that is not answered is made again beside the loop: in KIP-848's consumer that for its next assignment. Where all
 * of them run beside it that comes to nothing new.
 */
export const repeatsAutoCommit = (world: World): boolean =>
  world.autoCommit && world.rebalance === 'kip-848' && !commitsBesideLoop(world);

/**
 * Whether the consumer may be committing for its next assignment, as the loop works on records of what it keeps.
 * `AbstractMembershipManager.maybeReconcile` commits before anything else as poll() begins, and poll() goes on without the
 * answer: of what is to be given up it returns nothing any more. Should the commit fail, the network thread makes it again with
 * the positions of then (`CommitRequestManager.autoCommitSyncBeforeRebalanceWithRetries`: `allConsumed()`), and so covers what the
 * loop has in hand. Seen with 4.1.2.
 */
export function mayCommitAgain(world: World, state: ClusterState, member: number): boolean {
  const { status, batch, owned, positions } = state.members[member];
  if (status !== 'up' || batch.length === 0 || !acceptsCommit(world, state, member)) return false;
  const { target, assignment, committed } = state.groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  const changes = target.some((wanted, partition) =>
    has(owned, partition) ? wanted !== slot : wanted === slot && assignment[partition] < 0,
  );
  // Each poll() commits what the one before has returned: what has moved since is of the batch in hand.
  const isMoved = (partition: number): boolean => positions[partition] > Math.max(committed[partition], 0);
  return changes && !target.some((wanted, partition) => wanted !== slot && has(owned, partition) && isMoved(partition));
}

/**
 * Whether auto-commit has something to commit, and the coordinator to commit it to. The attempt of a member that is
 * rejoining fails in the client, and nothing comes of it.
 */
export function autoCommitDue(world: World, state: ClusterState, member: number): boolean {
  if (!world.autoCommit || isRejoining(world, state, member)) return false;
  const { committed } = state.groups[groupOf(world, member)];
  const { positions } = state.members[member];
  return (
    positions.some((position, partition) => position > 0 && position !== committed[partition]) &&
    groupCoordinatorAnswers(world, state)
  );
}
