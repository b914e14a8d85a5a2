import { EPOCH_BITS, ISR_BITS, LEADER_BITS, maskOf } from './layout.ts';
import type { SmallSet } from '../../sets.ts';

/** Who leads and who is in sync, in one number: the content of a LeaderAndIsr request. Layout: `layout.ts`. */
export type LeaderAndIsr = number;

/** What a replica believes: high watermark, leader epoch, leader and ISR in one number. Layout: `layout.ts`. */
export type Replica = number;

/** No leader, or no leader epoch yet. */
export const NONE = -1;

export const LEADER_AND_ISR_BITS = ISR_BITS + LEADER_BITS;
const HIGH_WATERMARK_SHIFT = LEADER_AND_ISR_BITS + EPOCH_BITS;

const ISR_MASK = maskOf(ISR_BITS);
const LEADER_MASK = maskOf(LEADER_BITS);
const LEADER_AND_ISR_MASK = maskOf(LEADER_AND_ISR_BITS);
const EPOCH_MASK = maskOf(EPOCH_BITS);
const BELOW_HIGH_WATERMARK = maskOf(HIGH_WATERMARK_SHIFT);

export const packLeaderAndIsr = (leader: number, isr: SmallSet): LeaderAndIsr => ((leader + 1) << ISR_BITS) | isr;

export function packReplica(highWatermark: number, leaderEpoch: number, believed: LeaderAndIsr): Replica {
  return (highWatermark << HIGH_WATERMARK_SHIFT) | ((leaderEpoch + 1) << LEADER_AND_ISR_BITS) | believed;
}

// A replica has what it believes in its lowest bits: these read and change that, too.
export const leaderOf = (believed: LeaderAndIsr): number => ((believed >>> ISR_BITS) & LEADER_MASK) - 1;
export const isrOf = (believed: LeaderAndIsr): SmallSet => believed & ISR_MASK;

export const leaderAndIsrOf = (replica: Replica): LeaderAndIsr => replica & LEADER_AND_ISR_MASK;
export const leaderEpochOf = (replica: Replica): number => ((replica >>> LEADER_AND_ISR_BITS) & EPOCH_MASK) - 1;
export const highWatermarkOf = (replica: Replica): number => replica >>> HIGH_WATERMARK_SHIFT;

export const withIsr = (believed: LeaderAndIsr, isr: SmallSet): LeaderAndIsr => (believed & ~ISR_MASK) | isr;
export const withLeaderAndIsr = (replica: Replica, believed: LeaderAndIsr): Replica =>
  (replica & ~LEADER_AND_ISR_MASK) | believed;
export const withHighWatermark = (replica: Replica, highWatermark: number): Replica =>
  (replica & BELOW_HIGH_WATERMARK) | (highWatermark << HIGH_WATERMARK_SHIFT);
