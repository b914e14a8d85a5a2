import { EMPTY, type SmallSet } from '../sets.ts';
import type { World } from '../world.ts';

/** A consumer group as its coordinator has it: all of it is in `__consumer_offsets`, so a fail-over keeps it. */
export interface Group {
  /** Classic: the generation. KIP-848: the group epoch. */
  readonly generation: number;
  /** Classic only: waiting for members to join, or everybody has an assignment. */
  readonly phase: 'preparing' | 'stable';
  readonly members: SmallSet;
  /** Members that have joined the rebalance in preparation. */
  readonly joined: SmallSet;
  /**
   * Members that a JoinGroup which had outlived its connection has joined to the rebalance in preparation: their clients know
   * nothing of it, nor of the generation that it ended in, until they join by themselves.
   */
  readonly unaware: SmallSet;
  /** Per input partition the member that owns it, -1 for nobody. */
  readonly assignment: readonly number[];
  /**
   * Per input partition the member that shall own it. In an eager group as `assignment`; in a cooperative one -1 while
   * the assignor has not decided since the group changed.
   */
  readonly target: readonly number[];
  /** Per input partition the committed offset, -1 for none. */
  readonly committed: readonly number[];
  /** Per input partition the leader epoch that was committed with the offset, -1 for none; empty where no commit names one. */
  readonly committedEpochs: readonly number[];
  /** Offsets sent in transactions that are not yet decided on here, in the order of their producers. */
  readonly pending: readonly PendingOffsets[];
}

export interface PendingOffsets {
  readonly producer: number;
  readonly epoch: number;
  readonly transaction: number;
  /** KAFKA-17507: the marker that was written and answered for, and not yet applied. */
  readonly marked: 'nothing' | 'commit' | 'abort';
  /** Per input partition, -1 where the transaction sends none. */
  readonly offsets: readonly number[];
  /** What was appended after them: pending offsets `by` these producers, and in these partitions a commit in force. */
  readonly overtaken?: { readonly by: SmallSet; readonly partitions: SmallSet };
}

/** A group of which its coordinator knows nothing. */
export const unknownGroup = (world: World): Group => ({
  generation: 0,
  phase: world.assigns ? 'stable' : 'preparing',
  members: EMPTY,
  joined: EMPTY,
  unaware: EMPTY,
  assignment: Array<number>(world.inputs).fill(-1),
  target: Array<number>(world.inputs).fill(-1),
  committed: Array<number>(world.inputs).fill(-1),
  committedEpochs: world.namesEpochs ? Array<number>(world.inputs).fill(-1) : [],
  pending: [],
});
