import type { Recipe } from '../../properties/recipe.ts';
import type { Coverage } from '../coverage.ts';
import type { Ways } from '../parents.ts';
import type { Sighting } from '../sightings.ts';
import type { LevelMemory } from './levels.ts';

/** What a worker is told when it is made. */
export interface Recruit {
  readonly recipe: Recipe;
  /** Which of the `workers` it is, from 0 on. */
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
  /** Give what was kept its ranks: the level's states in the order in which a single thread discovers them. Judge it. */
  | ({ readonly type: 'settle'; readonly offsets: SharedArrayBuffer } & LevelMemory)
  /** Say what was counted. */
  | { readonly type: 'finish' };

/** What a worker has to say of a task; what does not belong to the task is left out. */
export interface Answer {
  /** Whether its share of the level is expanded. */
  readonly isDone?: boolean;
  readonly generated?: number;
  /** The first violations of the level; their states by rank. */
  readonly sightings?: readonly Sighting[];
  readonly exercised?: Readonly<Record<string, number>>;
  readonly coverage?: Coverage;
}
