import { fetch } from '../../model/broker/replication.ts';
import type { Leading, Replica } from '../../model/broker/replica.ts';
import { isEqual } from '../../model/equal.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { leaderForGood } from './settled.ts';

/**
 * What leaders note of their followers and of the ISR, as far as it counts.
 *
 * 1. *Where a follower's log ends*, as it has told: of one that is in no ISR, not even a proposed one, nothing; it tells when it asks
 *    for one. Of the others what is below the high watermark holds nothing back: it counts but for whether the follower is
 *    behind the log, and may lag.
 * 2. *How often the ISR has changed*, but for who knows of which change.
 * 3. *Who came back since a larger or smaller ISR was asked for* (KIP-903), by a leader that does not know the newest one: it will be
 *    refused anyway.
 *
 * Equivalence: bisimilar states, but for fetches that change nothing else (`isIdleFetch`), which `settledSteps` leaves out.
 * Sound because: these are compared by `advanceHighWatermark`, `replica.lag`, `updateMetadata` and `controller.alter-partition`, and by
 *   nobody else; each comes to the same.
 * Needs: that no fetch goes by what the leader notes of it, as with KIP-320.
 * Checked by: `bookkeeping.test.ts`, rule by rule, and `settled.test.ts`, by the least automata with the traces of whole clusters.
 */
export const withoutIdleNotes = (world: World): Rewriting<ClusterState> => ({
  applies: () => true,
  parts: range(world.partitions).flatMap((partition) => [
    {
      path: ['controller', 'partitions', partition],
      of(state: ClusterState) {
        const before = state.controller.partitions[partition];
        return { ...before, partitionEpoch: rankOf(world, state, partition, before.partitionEpoch) };
      },
    },
    ...world.placement[partition].map((broker) => ({
      path: ['replicas', broker * world.partitions + partition, 'leading'],
      of: (state: ClusterState) => leadingThatCounts(world, state, partition, broker),
    })),
  ]),
});

function leadingThatCounts(world: World, state: ClusterState, partition: number, broker: number): Leading | null {
  const replica = replicaOf(world, state, broker, partition);
  const { leading } = replica;
  if (leading === null) return null;
  const { partitionEpoch, proposedIsr, proposedUnchanged } = leading;
  return {
    ...leading,
    ends: endsThatCount(replica, leading),
    partitionEpoch: rankOf(world, state, partition, partitionEpoch),
    proposedUnchanged:
      partitionEpoch === state.controller.partitions[partition].partitionEpoch ? proposedUnchanged : proposedIsr,
  };
}

function endsThatCount({ log, highWatermark }: Replica, { ends, isr, proposedIsr }: Leading): readonly number[] {
  const least = highWatermark < log.length ? highWatermark : -1;
  return ends.map((end, broker) => {
    if (!has(isr | proposedIsr, broker)) return -1;
    return end < highWatermark ? least : end;
  });
}

/** How many epochs there are below this one, of those that the controller and leaders have. */
function rankOf(world: World, state: ClusterState, partition: number, epoch: number): number {
  const lower = new Set<number>();
  const note = (other: number): void => void (other < epoch && lower.add(other));
  note(state.controller.partitions[partition].partitionEpoch);
  for (const broker of world.placement[partition]) {
    const { leading } = replicaOf(world, state, broker, partition);
    if (leading !== null) note(leading.partitionEpoch);
  }
  return lower.size;
}

/**
 * Whether a fetch changes nothing that counts: it brings nothing, and tells nothing that its leader would go by. Once there is a leader
 * for good a follower's high watermark does not count either.
 */
export const isIdleFetch = worldQuery('whether a fetch is idle', (world, state, partition, broker) => {
  const { leader, log } = replicaOf(world, state, broker, partition);
  const { leading, highWatermark, log: leaders } = replicaOf(world, state, leader, partition);
  // Asked first, since it reads less: otherwise it brings records, truncates, or tells something.
  if (leading === null || leaders.length !== log.length) return false;
  if (log.length > highWatermark && leading.ends[broker] !== log.length && has(leading.isr, broker)) return false;
  const after = fetch.next(world, state, { type: 'replica.fetch', partition, broker });
  const [before, then] = [state, after].map((at) => ({
    ...replicaOf(world, at, leader, partition),
    leading: leadingThatCounts(world, at, partition, leader),
    follower: followerThatCounts(world, at, partition, broker),
  }));
  return isEqual(before, then);
});

function followerThatCounts(world: World, state: ClusterState, partition: number, broker: number): Replica {
  const follower = replicaOf(world, state, broker, partition);
  return leaderForGood(world, state, partition) < 0 ? follower : { ...follower, highWatermark: 0 };
}
