import type { Coroutine } from '../coroutine.ts';
import type { Coverage } from '../coverage.ts';
import type { Discoveries } from './discoveries.ts';
import type { VisitorRecord } from './search-visitor.ts';
import type { Store } from './store.ts';

/**
 * Who expands the levels of a breadth-first search: this thread, or several. The search goes through the same states, in
 * the same numbers and by the same ways, whoever it is.
 *
 * It is made with the initial states in its store, checked, as the first level.
 */
export interface Executor<Recorded extends VisitorRecord> {
  readonly store: Store;
  readonly discoveries: Discoveries;
  /** Threads at work. */
  readonly workers: number;

  /**
   * Expands a level; what it discovers is the next one.
   *
   * @param look is called now and then; a reason that it returns ends the level where it is.
   */
  expand(level: Level, look: (progress: LevelProgress) => string | undefined): Coroutine<ExpandedLevel>;

  /** What was counted and recorded, when the search is over. */
  summary(): Coroutine<Summary<Recorded>>;

  /** Lets go of whoever is at work. */
  dispose(): Coroutine<void>;
}

/** Which states a level has: their numbers follow one another. */
export interface Level {
  readonly first: number;
  readonly states: number;
}

/** How far the expansion of a level is, in states. */
export interface LevelProgress {
  readonly expanded: number;
  readonly discovered: number;
  readonly generated: number;
}

export interface ExpandedLevel {
  readonly discovered: number;
  readonly generated: number;
  /** Why it is not expanded to its end. */
  readonly stopped?: string;
}

export interface Summary<Recorded extends VisitorRecord> {
  /** In how many states each property was put to the test, by id. */
  readonly exercised: Readonly<Record<string, number>>;
  readonly coverage: Coverage;
  /** What the visitor of each thread has recorded. */
  readonly records: readonly Recorded[];
  /** The most bytes that states took which were to be expanded, where these are packed. */
  readonly frontierBytes?: number;
}
