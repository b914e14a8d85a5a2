import { base } from './actions.ts';
import { type TruncationPoint, truncatingAt } from './become-follower.ts';
import { endOffset, epochOf, isEmpty, lastEpoch, recordAt } from './log.ts';
import { highWatermarkOf } from './replica.ts';
import type { Variant } from './rule.ts';

/**
 * Asks the leader where the epoch of the follower's last record ends in its log. When the leader has no answer (its log
 * is empty, or ends before that epoch) the high watermark must do, as before.
 */
const endOfLastEpoch: TruncationPoint = (state, leader, follower) => {
  const own = state.logs[follower];
  if (isEmpty(own)) return 0;
  const log = state.logs[leader];
  const end = endOffset(log);
  const epoch = lastEpoch(own);
  if (lastEpoch(log) === epoch) return end;
  for (let offset = 0; offset < end; offset += 1) {
    if (epochOf(recordAt(log, offset)) > epoch) return offset;
  }
  return highWatermarkOf(state.replicas[follower]);
};

/**
 * KIP-101, since Kafka 0.11: every record carries the leader epoch that it was written in, and a follower cuts its log
 * where the leader's log leaves the follower's last epoch, rather than at a high watermark that may be stale.
 *
 * What it repairs: a restarted follower no longer throws away what the leader has exposed.
 *
 * What still goes wrong: the follower asks about its last epoch only, and after two quick changes of leadership the
 * leader may never have seen that epoch. If it has records of a newer one, its answer may lie behind the point at which
 * the logs part, and the follower keeps what the leader has not; if it has none, the follower is back at its high
 * watermark, and throws away what was exposed. KIP-279 repairs both.
 *
 * It stays because a whole release line ran on it, and because with two replicas the hole takes three epochs: at first
 * it looks right.
 */
export const kip101: Variant = { ...base, 'follower.become-follower': truncatingAt(endOfLastEpoch) };
