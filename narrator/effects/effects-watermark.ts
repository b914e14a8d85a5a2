import { lastStableOffset } from '../../model/broker/log/log.ts';
import type { Replica } from '../../model/broker/replica.ts';
import { isEqual } from '../../model/equal.ts';
import { range } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';
import type { Moment } from '../moment.ts';
import { brokerName, partitionName } from '../names.ts';

/** How far readers may read from each leader: its high watermark, and where it matters its last stable offset. */
export function watermarkEffects({ world, before, after }: Moment): string[] {
  return range(world.partitions).flatMap((partition) =>
    world.placement[partition].flatMap((broker) => {
      const index = broker * world.partitions + partition;
      const was = before.replicas[index];
      const is = after.replicas[index];
      if (was === null || is === null || isEqual(was, is)) return [];
      const where = `of ${partitionName(world, partition)} on ${brokerName(broker)}`;
      if (is.leading !== null) return leaderEffects(world, was, is, partition, where);
      // A follower's own watermark is told only when the step is about nothing else.
      const learns = isEqual(was.log, is.log) && is.highWatermark > was.highWatermark;
      return learns ? [`high watermark ${where}: ${was.highWatermark} → ${is.highWatermark}`] : [];
    }),
  );
}

function leaderEffects(world: World, was: Replica, is: Replica, partition: number, where: string): string[] {
  const effects: string[] = [];
  const moved = is.highWatermark !== was.highWatermark;
  // With one replica the high watermark is the end of the log.
  if (moved && world.replicationFactor > 1) {
    effects.push(`high watermark ${where}: ${was.highWatermark} → ${is.highWatermark}`);
  }
  if (!moved) effects.push(...confirmations(was, is, where));
  if (!readsCommitted(world, partition)) return effects;
  const stableBefore = lastStableOffset(was.log, was.highWatermark);
  const stable = lastStableOffset(is.log, is.highWatermark);
  if (stable < is.highWatermark && moved) {
    effects.push(`last stable offset ${where} stays at ${stable}: read_committed waits for the end of a transaction`);
  } else if (stable > stableBefore && (stable < is.highWatermark || stableBefore < was.highWatermark)) {
    effects.push(`last stable offset ${where}: ${stableBefore} → ${stable}`);
  }
  return effects;
}

/** What a fetch tells the leader, where its high watermark has to wait for others. */
function confirmations(was: Replica, is: Replica, where: string): string[] {
  return (is.leading?.ends ?? []).flatMap((end, follower) => {
    const known = was.leading?.ends[follower] ?? end;
    return end > known && end > is.highWatermark
      ? [
          `high watermark ${where} stays at ${is.highWatermark}; ${brokerName(follower)} is known to have offset ${end - 1}`,
        ]
      : [];
  });
}

function readsCommitted(world: World, partition: number): boolean {
  if (!world.transactional || !world.protocol.lastStableOffset) return false;
  return world.transform ? partition >= world.inputs && world.downstreamCommittedOnly : world.committedOnly;
}
