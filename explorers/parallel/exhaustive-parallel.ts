import type { Recipe } from '../../properties/recipe.ts';
import type { Trial } from '../../properties/property.ts';
import { BreadthFirst } from '../breadth-first.ts';
import type { ExhaustiveOptions, ExhaustiveResult } from '../exhaustive.ts';
import type { Muster } from './crew.ts';
import { ParallelSearch } from './parallel-search.ts';
import { threads } from './threads.ts';

export interface ParallelOptions extends ExhaustiveOptions {
  /** Threads that a large search may use. */
  readonly workers: number;
  /** Distinct states from which on a search is large; 30,000 when left out. */
  readonly parallelFrom?: number;
  /** Where the workers come from; threads when left out. */
  readonly muster?: Muster;
}

const parallelFromDefault = 30_000;

/**
 * `exhaustive` in several threads, where the search is large enough to pay for them.
 *
 * The result is the one of a single thread: the same counts, the same violations with the same schedules, the same
 * coverage. Only a search that is stopped in the middle of a level (by its signal, or by its memory) ends where it
 * happens to be. The calling thread is free for other things now and then, and all the time once the workers have
 * taken over.
 *
 * @param recipe what `trial` is made from: the workers make their own.
 * @throws {WorkerLostError} when a worker ends before the search does.
 */
export async function exhaustiveParallel<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  recipe: Recipe,
  options: ParallelOptions,
): Promise<ExhaustiveResult<Action>> {
  const { workers, parallelFrom = parallelFromDefault, muster = threads } = options;
  const search = new BreadthFirst(trial, options);
  while (!search.ended) {
    search.advance();
    const frontier = search.betweenLevels;
    if (workers > 1 && frontier !== null && search.seen.size >= parallelFrom) {
      return new ParallelSearch(trial, recipe, search, frontier, options).run(muster);
    }
    await otherWork();
  }
  return search.result();
}

/** Lets the thread see to what else is waiting, such as a signal. */
const otherWork = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
