import { has } from '../../sets.ts';
import { base, expandingIsr, fetching, incrementingHighWatermark, isrAgrees, shrinkingIsr } from './actions.ts';
import { mayFollow, truncatingAt } from './become-follower.ts';
import { agreementOf } from './kip-279.ts';
import { endOffset, epochOf, recordAt } from './log.ts';
import { highWatermarkOf, isrOf, leaderEpochOf, leaderOf } from './replica.ts';
import type { Variant } from './rule.ts';
import { followsEpoch, isTrueLeader, presumes, type ReplicationState } from './state.ts';

/**
 * Whether everything behind the high watermark is of the leader's own epoch. A new leader's high watermark lags: until
 * it has passed what earlier leaders wrote, nobody knows how much of that was exposed, and nobody may enter the ISR.
 */
export function hasReachedOwnEpoch(state: ReplicationState, leader: number): boolean {
  const believed = state.replicas[leader];
  const log = state.logs[leader];
  const highWatermark = highWatermarkOf(believed);
  const end = endOffset(log);
  return (
    highWatermark === end || (highWatermark < end && epochOf(recordAt(log, highWatermark)) === leaderEpochOf(believed))
  );
}

const truncating = truncatingAt(agreementOf);

/**
 * KIP-320, since Kafka 2.1: every fetch, and every question about where to cut, carries the leader epoch, and is
 * refused unless both sides are in the same one.
 *
 * What it repairs: only followers of the present reign move the high watermark; a follower cuts by the log of a replica
 * that leads in that very epoch, and so will not be cut itself; and a replica enters the ISR only when the high
 * watermark has reached the leader's own epoch.
 *
 * Both ISR properties hold in every scope that was searched. It is what Kafka has done since.
 *
 * The published rule that shrinks the ISR has two grounds; where both hold it fires twice, so they are two bindings.
 */
export const kip320: Variant = {
  ...base,
  'leader.shrink-isr': {
    ...shrinkingIsr,
    instances: (scope) =>
      shrinkingIsr.instances(scope).flatMap((action) => [
        { ...action, because: 'other-epoch' },
        { ...action, because: 'behind' },
      ]),
    enabled: (state, { leader, follower, because }) =>
      isTrueLeader(state, leader) &&
      has(isrOf(state.replicas[leader]), follower) &&
      (because === 'behind'
        ? endOffset(state.logs[follower]) < endOffset(state.logs[leader])
        : !followsEpoch(state, follower, leader)),
  },
  'leader.expand-isr': {
    ...expandingIsr,
    enabled: (state, { leader, follower }) =>
      isTrueLeader(state, leader) &&
      !has(isrOf(state.replicas[leader]), follower) &&
      followsEpoch(state, follower, leader) &&
      highWatermarkOf(state.replicas[leader]) <= endOffset(state.logs[follower]) &&
      hasReachedOwnEpoch(state, leader),
  },
  'leader.increment-high-watermark': {
    ...incrementingHighWatermark,
    enabled: (state, { leader }) => {
      const highWatermark = highWatermarkOf(state.replicas[leader]);
      return (
        highWatermark < endOffset(state.logs[leader]) &&
        isrAgrees(
          state,
          leader,
          (member) => followsEpoch(state, member, leader) && highWatermark < endOffset(state.logs[member]),
        )
      );
    },
  },
  'follower.fetch': {
    ...fetching,
    enabled: (state, { leader, follower }) =>
      followsEpoch(state, follower, leader) && endOffset(state.logs[follower]) < endOffset(state.logs[leader]),
  },
  'follower.become-follower': {
    ...truncating,
    enabled: (state, action) => {
      if (!mayFollow(state, action)) return false;
      const leader = leaderOf(state.requests[action.epoch]);
      return presumes(state, leader) && leaderEpochOf(state.replicas[leader]) === action.epoch;
    },
  },
};
