import { base } from './actions.ts';
import { truncatingAt } from './become-follower.ts';
import { highWatermarkOf } from './replica.ts';
import type { Variant } from './rule.ts';

/**
 * Kafka before 0.11: on becoming a follower, cut the log at the own high watermark and fetch from there.
 *
 * What goes wrong: a follower learns of a higher high watermark one fetch after the leader raised it. So it cuts off
 * records that the leader has already exposed; if it is elected before it has fetched them again, they are gone, and
 * what it writes in their place differs from what consumers have read. Two replicas show it.
 *
 * It stays because all later variants are answers to it, and because a checker that does not find this is worth
 * nothing.
 */
export const truncateToHighWatermark: Variant = {
  ...base,
  'follower.become-follower': truncatingAt((state, _leader, follower) => highWatermarkOf(state.replicas[follower])),
};
