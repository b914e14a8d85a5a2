import { commonLength, type Log } from '../../model/broker/log/log.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { leaderForGood } from './settled.ts';

/**
 * What followers have of the time before somebody leads a partition for good.
 *
 * 1. *Their high watermarks.* It is what a new leader begins with, and there is no other new leader. A follower truncates by epochs
 *    (KIP-320), and what is committed, and served, goes by the leader's. Whoever leads, or has led and not heard better, has its own.
 * 2. *Where their logs differ from that leader's*, as long as nobody else leads, from whom it might have more. Its next records have
 *    another epoch, so that a follower cuts off what it has there before it does anything else.
 *
 * Equivalence: bisimilar states, but for the truncation itself.
 * Sound because: nobody but its own fetch looks at a follower's log.
 * Needs: the leader for good (`leaderForGood`).
 * Checked by: `followers-past.test.ts`, and `settled.test.ts`, by the least automata with the traces of whole clusters.
 */
export const withoutFollowersPast = (world: World, partition: number): Rewriting<ClusterState> => ({
  applies: (ask) => ask(hasLeaderForGood(world), partition),
  parts: world.placement[partition].flatMap((broker) => {
    const path = ['replicas', broker * world.partitions + partition];
    return [
      {
        path: [...path, 'highWatermark'],
        of: (state: ClusterState) => highWatermarkOf(world, state, partition, broker),
      },
      { path: [...path, 'log'], of: (state: ClusterState) => logOf(world, state, partition, broker) },
    ];
  }),
});

const hasLeaderForGood = worldQuery(
  'whether a partition has its leader for good',
  (world, state, partition) => leaderForGood(world, state, partition) >= 0,
);

function highWatermarkOf(world: World, state: ClusterState, partition: number, broker: number): number {
  const { highWatermark, leading } = replicaOf(world, state, broker, partition);
  return leading !== null || leaderForGood(world, state, partition) === broker ? highWatermark : 0;
}

function logOf(world: World, state: ClusterState, partition: number, broker: number): Log {
  const { log } = replicaOf(world, state, broker, partition);
  const leader = leaderForGood(world, state, partition);
  const mayHaveMore = world.placement[partition].some(
    (other) => other !== leader && replicaOf(world, state, other, partition).leading !== null,
  );
  if (broker === leader || mayHaveMore) return log;
  return log.slice(0, commonLength(log, replicaOf(world, state, leader, partition).log));
}
