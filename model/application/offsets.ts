import type { ClusterState } from '../state.ts';
import { groupOf, type World } from '../world.ts';
import { committable } from './loop.ts';

/**
 * The offsets that a commit of the application names, by partition: where it goes on, -1 for none.
 *
 * A client may name the last record instead of the next one, or add what it kept of partitions that it gave up.
 */
export function offsetsToCommit(world: World, state: ClusterState, member: number): readonly number[] {
  const before = state.members[member];
  const next = before.step === 'commit-first' ? before.positions : committable(before);
  const { client } = world;
  const named = client.commitsNextOffset ? next : lastRecords(next, state.groups[groupOf(world, member)].committed);
  if (client.lateOffsetStore !== 'committed' && client.dropsBatchOnRebalance) return named;
  return named.map((offset, partition) => (offset < 0 ? before.stored[partition] : offset));
}

/** The offset of the last record, where there is one that the group has not committed past. */
const lastRecords = (next: readonly number[], committed: readonly number[]): readonly number[] =>
  next.map((offset, partition) => (offset > 0 && offset > committed[partition] ? offset - 1 : -1));
