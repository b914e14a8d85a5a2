import type { Member } from '../consumer/client/member.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, type World } from '../world.ts';
import { committable } from './loop.ts';

/**
 * The offsets that a commit of the application names, by partition: where it goes on, -1 for none.
 *
 * It adds what it kept of partitions that were given up: commitSync(Map) asks nobody whose they are. A client may name the
 * last record instead of the next one.
 */
export function offsetsToCommit(world: World, state: ClusterState, member: number): readonly number[] {
  const before = state.members[member];
  const reached = offsetsReached(world, before);
  const next =
    before.step === 'commit-first' ? behindNext(world, before, reached) : committable(world, before, reached);
  if (world.client.commitsNextOffset) return next;
  return lastRecords(next, state.groups[groupOf(world, member)].committed);
}

/** Before processing the application commits all that poll() has returned, or (commit.every: record) the next record alone. */
export function behindNext(world: World, { batch: [next] }: Member, reached: readonly number[]): readonly number[] {
  if (world.commitEvery === 0) return reached;
  return reached.map((_, partition) => (partition === next.partition ? next.offset + 1 : -1));
}

/** Per partition the offset behind what poll() has returned; of partitions that were given up, what was kept of them. */
export const offsetsReached = (world: World, { positions, stored }: Member): readonly number[] =>
  world.namesRevoked ? positions.map((offset, partition) => (offset < 0 ? stored[partition] : offset)) : positions;

/** The offset of the last record, where there is one that the group has not committed past. */
const lastRecords = (next: readonly number[], committed: readonly number[]): readonly number[] =>
  next.map((offset, partition) => (offset > 0 && offset > committed[partition] ? offset - 1 : -1));
