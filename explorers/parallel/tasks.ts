import type { Discovery } from '../breadth-first/discoveries.ts';
import type { HandedOver, Load } from '../breadth-first/partition-states.ts';
import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import type { Counted } from '../coverage.ts';
import type { TrialSpecification } from '../trial-specification.ts';
import type { LevelMemory } from './shared-store.ts';

/** What a worker is told when it is made. */
export interface WorkerSpecification {
  readonly specification: TrialSpecification;
  /** Which of the `workers` it is; 0 is the thread that coordinates the others. */
  readonly index: number;
  readonly workers: number;
  /** Whether it asks the machine itself about every state. */
  readonly plain: boolean;
  /** Where each of the workers tells what it has found out; none, where nothing is remembered. */
  readonly logs: readonly SharedArrayBuffer[];
  /** Bytes of its heap; more would be more than the whole search may take. */
  readonly heapMax: number;
}

/** What all workers do at the same time, each for its partition; the next task is given when all are done. */
export type Task =
  /** Take over the states that wait for expansion: those with numbers from `first` on. */
  | {
      readonly type: 'begin';
      readonly level: HandedOver;
      readonly first: number;
      readonly states: number;
      readonly control: SharedArrayBuffer;
    }
  /** Expand the current level, as far as the set has room. */
  | {
      readonly type: 'expand';
      readonly fingerprints: SharedArrayBuffer;
      /** Counts the levels. */
      readonly level: number;
      /** Discoveries in the level that fit into the set. */
      readonly room: number;
    }
  /** Keep of the discoveries those that it owns; count them by the discovery indices of their parents. */
  | { readonly type: 'filter'; readonly kept: SharedArrayBuffer }
  /** Give what was kept its discovery indices, in the order of a single thread, from number `first` on. Check it. */
  | ({ readonly type: 'settle'; readonly first: number; readonly offsets: SharedArrayBuffer } & LevelMemory)
  /** Give away some of the states of the current level. */
  | { readonly type: 'give'; readonly transfers: readonly Transfer[] }
  /** Take over what others gave away. */
  | { readonly type: 'take'; readonly loads: readonly Load[] }
  /** Say what was counted. */
  | { readonly type: 'finish' };

/** So many states that one worker gives to another. */
export interface Transfer {
  readonly from: number;
  readonly to: number;
  readonly states: number;
}

/** What a worker has to say of a task; what does not belong to the task is left out. */
export interface Answer {
  /** Whether its partition of the level is expanded. */
  readonly isDone?: boolean;
  /** Whether it paused, with nothing in its way. */
  readonly isPaused?: boolean;
  readonly generated?: number;
  /** How many states each worker had expanded when this one was done with its own. */
  readonly expanded?: readonly number[];
  /** The first violations of the level; their states by discovery index. */
  readonly discoveries?: readonly Discovery[];
  /** States that it has to expand in the next level. */
  readonly states?: number;
  readonly loads?: readonly Load[];
  readonly counted?: Counted;
  readonly frontierBytes?: number;
  /** What its visitor has recorded. */
  readonly record?: VisitorRecord;
}
