import type { Group } from '../broker/group-coordinator.ts';
import type { TransactionEntry } from '../broker/transaction-coordinator.ts';
import { EMPTY } from '../sets.ts';
import type { World } from '../world.ts';

/** What of a coordinator's knowledge is in its log. */

/**
 * A group as it is in `__consumer_offsets`. Under the classic protocol a rebalance in preparation is in the coordinator's
 * memory alone: members and generation are written when it is complete, or when nobody is left (`GroupCoordinator`).
 *
 * @param before as it was written last.
 */
export function writtenGroup(world: World, before: Group, group: Group): Group {
  if (world.rebalance === 'kip-848') return group;
  if (group.phase === 'stable' || group.members === EMPTY) return { ...group, joined: EMPTY };
  const { committed, committedEpochs, pending } = group;
  return { ...before, committed, committedEpochs, pending };
}

/** A transactional id as it is in `__transaction_state`: which markers are written already is in memory alone. */
export const writtenTransaction = (entry: TransactionEntry): TransactionEntry => ({ ...entry, offsetsMarked: false });
