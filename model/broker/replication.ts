import type { ActionOf } from '../action.ts';
import { perReplica } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { add, has, remove } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf, withLagSpent, withLeading, withReplica } from '../update.ts';
import type { World } from '../world.ts';
import { advanceHighWatermark } from './high-watermark.ts';
import { reloadProducers } from './producer-state.ts';
import type { Leading, Replica } from './replica.ts';
import { truncationOffset } from './log/truncation.ts';

/**
 * A follower's fetch, request and response in one step: what lies between can be seen by nobody, since a response that
 * is lost leaves the leader knowing only what was true before. The exception is a fetch on whose strength the leader
 * asks for a larger ISR: that one brings no records.
 *
 * The leader learns the follower's log end from the request, and answers with the high watermark from before it did:
 * a follower's high watermark is always one fetch behind (`ReplicaManager.readFromLog` reads it first). A fetch that finds
 * nothing and waits is answered with what there is then (`DelayedFetch.onComplete`): here that is two fetches.
 */
export const fetch: Rule<ActionOf<'replica.fetch'>> = {
  instances: perReplica('replica.fetch'),
  enabled(world, state, { partition, broker }) {
    if (!state.brokers[broker].up) return false;
    const follower = replicaOf(world, state, broker, partition);
    if (follower.leading !== null || follower.leader < 0) return false;
    const leader = leaderFor(world, state, partition, follower);
    if (leader === null) return false;
    const leading = leader.leading as Leading;
    return (
      leading.ends[broker] !== follower.log.length ||
      follower.log.length < leader.log.length ||
      follower.highWatermark < Math.min(leader.highWatermark, follower.log.length) ||
      truncationOf(world, follower, leader) < follower.log.length ||
      mayJoin(world, state, partition, leader, broker, follower.log.length)
    );
  },
  next(world, state, { partition, broker }) {
    const follower = replicaOf(world, state, broker, partition);
    const leader = leaderFor(world, state, partition, follower) as Replica;
    const cut = truncationOf(world, follower, leader);
    if (cut < follower.log.length) {
      const highWatermark = Math.min(follower.highWatermark, cut);
      const log = follower.log.slice(0, cut);
      const truncated = withReplica(world, state, broker, partition, {
        ...follower,
        log,
        highWatermark,
        aligned: true,
      });
      return reloadProducers(world, truncated, broker, partition);
    }
    const end = follower.log.length;
    const ends = (leader.leading as Leading).ends.slice();
    ends[broker] = end;
    const proposal = mayJoin(world, state, partition, leader, broker, end)
      ? proposalWith(leader.leading as Leading, broker)
      : null;
    let after = withLeading(world, state, follower.leader, partition, { ends, ...proposal });
    // Records come with the next fetch where this one asks for the ISR: the leader may be gone before it answers, and
    // the follower is let in by where it was (KAFKA-7128).
    const log =
      proposal === null && leader.log.length > end ? [...follower.log, ...leader.log.slice(end)] : follower.log;
    const highWatermark = Math.max(follower.highWatermark, Math.min(leader.highWatermark, log.length));
    if (log !== follower.log || highWatermark !== follower.highWatermark || !follower.aligned) {
      after = withReplica(world, after, broker, partition, { ...follower, log, highWatermark, aligned: true });
    }
    // From below what its leader has left it starts over there (`AbstractFetcherThread.fetchOffsetAndTruncate`).
    if (end < state.logStarts[partition]) after = reloadProducers(world, after, broker, partition);
    return advanceHighWatermark(world, after, follower.leader, partition);
  },
};

/** replica.lag.time.max.ms: only a follower whose last fetch did not reach the leader's log end can be late. */
export const lag: Rule<ActionOf<'replica.lag'>> = {
  instances: perReplica('replica.lag'),
  enabled(world, state, { partition, broker }) {
    if (state.slowness.lags === 0) return false;
    const leader = state.controller.partitions[partition].leader;
    if (leader < 0 || leader === broker || !state.brokers[leader].up) return false;
    const { leading, log } = replicaOf(world, state, leader, partition);
    return (
      leading !== null && leading.proposedIsr === 0 && has(leading.isr, broker) && leading.ends[broker] < log.length
    );
  },
  next(world, state, { partition, broker }) {
    const { leader } = state.controller.partitions[partition];
    const leading = replicaOf(world, state, leader, partition).leading as Leading;
    const proposedIsr = remove(leading.isr, broker);
    return withLagSpent(withLeading(world, state, leader, partition, { proposedIsr, proposedUnchanged: proposedIsr }));
  },
};

/** The leader that the follower's fetch reaches: the one it knows, alive, leading in the same epoch. */
function leaderFor(world: World, state: ClusterState, partition: number, follower: Replica): Replica | null {
  const leader = replicaOf(world, state, follower.leader, partition);
  // A broker that is down leads nothing either.
  if (leader.leading === null) return null;
  // KIP-320: FENCED_LEADER_EPOCH and UNKNOWN_LEADER_EPOCH; before it any leader served any follower.
  if (world.protocol.truncation === 'kip-320' && leader.leaderEpoch !== follower.leaderEpoch) return null;
  return leader;
}

/** Where this fetch finds that the follower must truncate; the end of its log when it need not. */
export function truncationOf(world: World, follower: Replica, leader: Replica): number {
  const { protocol } = world;
  const end = follower.log.length;
  if (end === 0 || !protocol.followerTruncates) return end;
  if (protocol.truncation === 'high-watermark' || (protocol.truncation === 'kip-101' && follower.aligned)) {
    // Truncated once, when it began to follow: now only a fetch from beyond the leader's log end (OFFSET_OUT_OF_RANGE) is
    // noticed, and not that the logs differ below it.
    return Math.min(end, leader.log.length);
  }
  if (end <= leader.log.length && leader.log[end - 1].leaderEpoch === follower.log[end - 1].leaderEpoch) return end;
  return truncationOffset(protocol, follower.log, follower.highWatermark, leader.log);
}

/**
 * Whether a fetch at `end` lets the follower back into the ISR (`Partition.isFollowerInSync`): it has reached the high
 * watermark and, since KAFKA-7128, the start of the leader's epoch.
 */
export function mayJoin(
  world: World,
  state: ClusterState,
  partition: number,
  leader: Replica,
  broker: number,
  end: number,
): boolean {
  const leading = leader.leading as Leading;
  if (has(leading.isr, broker) || leading.proposedIsr !== 0) return false;
  if (end < leader.highWatermark) return false;
  // That a member was fenced came with a new partition epoch: whoever knows that asks for it no more (KIP-841).
  const { partitions, fenced } = state.controller;
  if (has(fenced, broker) && leading.partitionEpoch === partitions[partition].partitionEpoch) return false;
  return !world.protocol.isrExpandWaitsForEpochStart || end >= leading.epochStart;
}

function proposalWith(leading: Leading, broker: number): Partial<Leading> {
  const proposedIsr = add(leading.isr, broker);
  return { proposedIsr, proposedUnchanged: proposedIsr };
}
