import type { Recipe } from '../trial-specification.ts';
import type { Coverage } from '../coverage.ts';
import type { Ways } from '../breadth-first/predecessor-table.ts';
import type { GraphPart } from '../compositional/graph-recorder.ts';
import type { Sighting } from '../breadth-first/discoveries.ts';
import type { LevelMemory } from './shared-predecessors.ts';

/** What a worker is told when it is made. */
export interface Recruit {
  readonly recipe: Recipe;
  /** Which of the `workers` it is; 0 is the thread that recruits the others. */
  readonly index: number;
  readonly workers: number;
  /** Bytes of its heap; more would be more than the whole search may take. */
  readonly heapMax: number;
}

/** What all workers do at the same time, each for its share; the next task is given when all are done. */
export type Task =
  /** Take over the states that wait for expansion: those with numbers from `first` on, by the ways to all states. */
  | { readonly type: 'begin'; readonly ways: Ways; readonly first: number; readonly watch: SharedArrayBuffer }
  /** Expand the current level, as far as the set has room. */
  | {
      readonly type: 'expand';
      readonly fingerprints: SharedArrayBuffer;
      /** The mark of the level that is being discovered. */
      readonly level: number;
      /** Discoveries in the level that fit into the set. */
      readonly room: number;
    }
  /** Keep of the discoveries those that nobody else has a better claim to; count them by their parents' ranks. */
  | { readonly type: 'filter'; readonly kept: SharedArrayBuffer }
  /** Give what was kept its ranks, in the order in which a single thread discovers it, from number `first` on. Judge it. */
  | ({ readonly type: 'settle'; readonly first: number; readonly offsets: SharedArrayBuffer } & LevelMemory)
  /** Give away this many of the states of the current level; how many, by worker. */
  | { readonly type: 'give'; readonly surplus: readonly number[] }
  /** Take over what others gave away. */
  | { readonly type: 'take'; readonly load: Load }
  /** Say what was counted. */
  | { readonly type: 'finish' };

/** States of a level that change hands, with their ranks. */
export interface Load {
  readonly states: readonly unknown[];
  readonly ranks: readonly number[];
}

/** What a worker has to say of a task; what does not belong to the task is left out. */
export interface Answer {
  /** Whether its share of the level is expanded. */
  readonly isDone?: boolean;
  /** Whether it paused, with nothing in its way. */
  readonly isPaused?: boolean;
  readonly generated?: number;
  /** The first violations of the level; their states by rank. */
  readonly sightings?: readonly Sighting[];
  /** States that it has to expand in the next level. */
  readonly states?: number;
  readonly load?: Load;
  readonly exercised?: Readonly<Record<string, number>>;
  readonly coverage?: Coverage;
  /** What it recorded of the graph, where the graph is wanted. */
  readonly part?: GraphPart;
}
