import { endOffsetForEpoch, lastEpoch, type Log } from './log.ts';
import type { Protocol } from '../../protocol.ts';

/**
 * Where a follower truncates its log when it meets a leader of an epoch that is new to it. Each protocol is a small
 * step from the one before; the wrong turns stay, so that old versions can be tried.
 *
 * - `high-watermark`: to the follower's own high watermark, which lags behind the leader's by a fetch: a record that
 *   was committed can be cut off, and one that was not can stay (KIP-101, scenarios 1 and 2).
 * - `kip-101` (0.11): to the leader's end offset of the follower's last epoch. A leader that never saw that epoch
 *   answers with the start of the next one, and what lies between can differ (KIP-279).
 * - `kip-279` (2.0): to the largest epoch that both know, found by asking again.
 * - `kip-320` (2.1): the same, and every fetch is fenced by the leader epoch.
 */
export function truncationOffset(protocol: Protocol, follower: Log, highWatermark: number, leader: Log): number {
  switch (protocol.truncation) {
    case 'high-watermark':
      return highWatermark;
    case 'kip-101':
      return Math.min(follower.length, endOffsetForEpoch(leader, lastEpoch(follower)));
    case 'kip-279':
    case 'kip-320':
      return largestCommonOffset(follower, leader);
  }
}

/** The end of the part in which both logs have the same epochs (OffsetsForLeaderEpoch, asked until both agree). */
function largestCommonOffset(follower: Log, leader: Log): number {
  let end = follower.length;
  while (end > 0) {
    const epoch = follower[end - 1].leaderEpoch;
    const leaderEnd = endOffsetForEpoch(leader, epoch);
    if (leaderEnd > 0 && leader[leaderEnd - 1].leaderEpoch === epoch) return Math.min(end, leaderEnd);
    // The leader does not know this epoch: step back to the follower's previous one, no further than the answer.
    const previous = endOffsetForEpoch(follower, epoch - 1);
    end = Math.min(end - 1, previous);
  }
  return 0;
}
