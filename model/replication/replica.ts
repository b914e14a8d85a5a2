import type { SmallSet } from '../sets.ts';

/** Who leads and who is in sync, in one number: the content of a LeaderAndIsr request. Layout: `Scope`. */
export type LeaderAndIsr = number;

/** What a replica believes: high watermark, leader epoch, leader and ISR in one number. Layout: `Scope`. */
export type Replica = number;

/** No leader, or no leader epoch yet. */
export const NONE = -1;

const ISR_BITS = 8;
const LEADER_BITS = 4;
const EPOCH_BITS = 8;
export const LEADER_AND_ISR_BITS = ISR_BITS + LEADER_BITS;
const EPOCH_SHIFT = LEADER_AND_ISR_BITS;
const HIGH_WATERMARK_SHIFT = EPOCH_SHIFT + EPOCH_BITS;

const ISR_MASK = (1 << ISR_BITS) - 1;
const LEADER_MASK = (1 << LEADER_BITS) - 1;
const LEADER_AND_ISR_MASK = (1 << LEADER_AND_ISR_BITS) - 1;
const EPOCH_MASK = (1 << EPOCH_BITS) - 1;

export const packLeaderAndIsr = (leader: number, isr: SmallSet): LeaderAndIsr => ((leader + 1) << ISR_BITS) | isr;

export function packReplica(highWatermark: number, leaderEpoch: number, believed: LeaderAndIsr): Replica {
  return (highWatermark << HIGH_WATERMARK_SHIFT) | ((leaderEpoch + 1) << EPOCH_SHIFT) | believed;
}

// A replica has what it believes in its lowest bits: these read and change that, too.
export const leaderOf = (believed: LeaderAndIsr): number => ((believed >>> ISR_BITS) & LEADER_MASK) - 1;
export const isrOf = (believed: LeaderAndIsr): SmallSet => believed & ISR_MASK;

export const leaderAndIsrOf = (replica: Replica): LeaderAndIsr => replica & LEADER_AND_ISR_MASK;
export const leaderEpochOf = (replica: Replica): number => ((replica >>> EPOCH_SHIFT) & EPOCH_MASK) - 1;
export const highWatermarkOf = (replica: Replica): number => replica >>> HIGH_WATERMARK_SHIFT;

export const withIsr = (believed: LeaderAndIsr, isr: SmallSet): LeaderAndIsr => (believed & ~ISR_MASK) | isr;
export const withLeaderAndIsr = (replica: Replica, believed: LeaderAndIsr): Replica =>
  (replica & ~LEADER_AND_ISR_MASK) | believed;
export const withHighWatermark = (replica: Replica, highWatermark: number): Replica =>
  (replica & ((1 << HIGH_WATERMARK_SHIFT) - 1)) | (highWatermark << HIGH_WATERMARK_SHIFT);
