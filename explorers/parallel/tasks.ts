import type { Discovery } from '../breadth-first/discoveries.ts';
import type { Predecessors } from '../breadth-first/predecessor-table.ts';
import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import type { Coverage } from '../coverage.ts';
import type { TrialSpecification } from '../trial-specification.ts';
import type { LevelMemory } from './shared-store.ts';

/** What a worker is told when it is made. */
export interface WorkerSpecification {
  readonly specification: TrialSpecification;
  /** Which of the `workers` it is; 0 is the thread that coordinates the others. */
  readonly index: number;
  readonly workers: number;
  /** Bytes of its heap; more would be more than the whole search may take. */
  readonly heapMax: number;
}

/** What all workers do at the same time, each for its partition; the next task is given when all are done. */
export type Task =
  /** Take over the states that wait for expansion: those with numbers from `first` on. */
  | {
      readonly type: 'begin';
      readonly predecessors: Predecessors;
      readonly first: number;
      readonly control: SharedArrayBuffer;
    }
  /** Expand the current level, as far as the set has room. */
  | {
      readonly type: 'expand';
      readonly fingerprints: SharedArrayBuffer;
      /** The mark of the level that is being discovered. */
      readonly level: number;
      /** Discoveries in the level that fit into the set. */
      readonly room: number;
    }
  /** Keep of the discoveries those that it owns; count them by the discovery indices of their parents. */
  | { readonly type: 'filter'; readonly kept: SharedArrayBuffer }
  /** Give what was kept its discovery indices, in the order of a single thread, from number `first` on. Check it. */
  | ({ readonly type: 'settle'; readonly first: number; readonly offsets: SharedArrayBuffer } & LevelMemory)
  /** Give away this many of the states of the current level; how many, by worker. */
  | { readonly type: 'give'; readonly surplus: readonly number[] }
  /** Take over what others gave away. */
  | { readonly type: 'take'; readonly load: Load }
  /** Say what was counted. */
  | { readonly type: 'finish' };

/** States of a level that change hands, with their discovery indices. */
export interface Load {
  readonly states: readonly unknown[];
  readonly indices: readonly number[];
}

/** What a worker has to say of a task; what does not belong to the task is left out. */
export interface Answer {
  /** Whether its partition of the level is expanded. */
  readonly isDone?: boolean;
  /** Whether it paused, with nothing in its way. */
  readonly isPaused?: boolean;
  readonly generated?: number;
  /** The first violations of the level; their states by discovery index. */
  readonly discoveries?: readonly Discovery[];
  /** States that it has to expand in the next level. */
  readonly states?: number;
  readonly load?: Load;
  readonly exercised?: Readonly<Record<string, number>>;
  readonly coverage?: Coverage;
  /** What its visitor has recorded. */
  readonly record?: VisitorRecord;
}
