import type { Recipe } from '../trial-specification.ts';
import type { Trial } from '../../model/property.ts';
import { BreadthFirst } from '../breadth-first/breadth-first.ts';
import type { ExhaustiveOptions, ExhaustiveResult } from '../exhaustive.ts';
import { Observation } from '../compositional/compositional-search.ts';
import { Recorder } from '../compositional/graph-recorder.ts';
import type { Searched } from '../compositional/searched.ts';
import { sourceOf } from '../compositional/source.ts';
import type { Crew, Muster } from './pool.ts';
import { otherWork } from './yield-to-event-loop.ts';
import { ParallelSearch } from './parallel-executor.ts';
import { threads } from './thread-pool.ts';

export interface ParallelOptions extends ExhaustiveOptions {
  /** Threads that a large search may use, the calling one included. */
  readonly workers: number;
  /** Distinct states at which workers are called; 10,000 when left out. */
  readonly recruitFrom?: number;
  /** Distinct states from which on they take over, once they are ready; 30,000 when left out. */
  readonly parallelFrom?: number;
  /** Where the other workers come from; threads when left out. */
  readonly muster?: Muster;
}

const recruitFromDefault = 10_000;
const parallelFromDefault = 30_000;

/**
 * `exhaustive` in several threads, where the search is large enough to pay for them.
 *
 * The result is the one of a single thread: the same counts, the same violations with the same schedules, the same
 * coverage. Only a search that is stopped in the middle of a level (by its signal, or by its memory) ends where it
 * happens to be. The calling thread sees to other things now and then.
 *
 * @param recipe what `trial` is made from: the workers make their own.
 * @throws {WorkerLostError} when a worker ends before the search does.
 */
export async function exhaustiveParallel<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  recipe: Recipe,
  options: ParallelOptions,
): Promise<ExhaustiveResult<Action>> {
  const { division } = trial;
  if (division === undefined) return (await searched(trial, recipe, options, null)).result;
  const source = await searched(sourceOf(trial, division), recipe, options, new Recorder(trial, division));
  const observation = new Observation(trial, division, source, options);
  while (!observation.ended) {
    observation.advance();
    await otherWork();
  }
  return observation.result();
}

/** @param recorder of the graph that the search goes through. */
async function searched<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  recipe: Recipe,
  options: ParallelOptions,
  recorder: Recorder<State, Action> | null,
): Promise<Searched<Action>> {
  const { workers, recruitFrom = recruitFromDefault, parallelFrom = parallelFromDefault } = options;
  const search = new BreadthFirst(trial, options, recorder);
  let crew: Crew | undefined;
  try {
    while (!search.ended) {
      search.advance();
      if (workers > 1 && search.seen.size >= recruitFrom) crew ??= crewOf(recipe, options);
      if (crew?.isReady === true && search.seen.size >= parallelFrom && search.betweenLevels !== null) {
        return await new ParallelSearch(trial, search, search.betweenLevels, options).run(crew);
      }
      await otherWork();
    }
    return search.searched();
  } finally {
    await crew?.dismiss();
  }
}

function crewOf(recipe: Recipe, { workers, memory, muster = threads }: ParallelOptions): Crew {
  const heapMax = memory?.max ?? Infinity;
  return muster(Array.from({ length: workers - 1 }, (_, index) => ({ recipe, index: index + 1, workers, heapMax })));
}
