import type { SmallSet } from '../sets.ts';
import type { Log } from './log/log.ts';

/** A broker process: what is not in its logs. */
export interface Broker {
  readonly up: boolean;
  /** In controlled shutdown while it is up; stopped in an orderly way, with everything flushed, while it is down. */
  readonly orderly: boolean;
  /** Its disks are new, and the controller has not heard in which directory its replicas are: where that makes a difference. */
  readonly newDisks?: true;
}

/** One broker's copy of one partition, and what that broker has been told about it. */
export interface Replica {
  readonly log: Log;
  readonly highWatermark: number;
  /** The leader as the broker's metadata has it; -1 for none. It may be out of date. */
  readonly leader: number;
  readonly leaderEpoch: number;
  /**
   * KIP-101 truncated once, on becoming follower: false until that is done. Always true under the other protocols,
   * which either truncate at once (before) or compare with every fetch (after).
   */
  readonly aligned: boolean;
  /** What only a leader keeps; null on a follower. */
  readonly leading: Leading | null;
}

/** A leader's view of its followers. */
export interface Leading {
  readonly isr: SmallSet;
  readonly partitionEpoch: number;
  /** The ISR of an AlterPartition request in flight; 0 when there is none. */
  readonly proposedIsr: SmallSet;
  /** Members of the proposal whose registration has not changed since it was sent (KIP-903). */
  readonly proposedUnchanged: SmallSet;
  /** Per broker, the log end offset that its last fetch reported; -1 before its first fetch in this epoch. */
  readonly ends: readonly number[];
  /** Where the log ended when this epoch began. */
  readonly epochStart: number;
  /** Per producer what it is about to verify, null for nothing; empty where nobody asks (`verification.ts`). */
  readonly verifying: readonly (Verifying | null | undefined)[];
}

/** The transaction of a producer that a leader has begun to verify, and of which it has appended nothing. */
export interface Verifying {
  readonly epoch: number;
  /** The lowest sequence that came. */
  readonly lowest: number;
}
