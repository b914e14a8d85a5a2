import { completeSearch } from '../complete-search.ts';
import { runWithPauses } from '../coroutine.ts';
import type { ExhaustiveResult } from '../exhaustive-result.ts';
import type { SearchSubject } from '../search-subject.ts';
import type { TrialSpecification } from '../trial-specification.ts';
import { GrowingExecutor } from './growing-executor.ts';
import type { ParallelOptions } from './parallel-options.ts';
import { threadPool } from './thread-pool.ts';

/**
 * `exhaustive` in several threads, where the search is large enough to pay for them.
 *
 * The result is the one of a single thread: the same counts, the same violations with the same schedules, the same
 * coverage. Only a search that is stopped in the middle of a level (by its signal, or by its memory) ends where it
 * happens to be. The calling thread sees to other things now and then.
 *
 * @param specification what `subject` is made from: the workers make their own.
 * @throws {WorkerLostError} when a worker ends before the search does.
 */
export function exhaustiveParallel<State, Action extends { readonly type: string }>(
  subject: SearchSubject<State, Action>,
  specification: TrialSpecification,
  options: ParallelOptions,
): Promise<ExhaustiveResult<Action>> {
  const { workers, memory, plain = false, poolFactory = threadPool } = options;
  const poolOfOthers = (logs: readonly SharedArrayBuffer[]) =>
    poolFactory(
      Array.from({ length: workers - 1 }, (_, index) => ({
        specification,
        index: index + 1,
        workers,
        plain,
        logs,
        heapMax: memory?.max ?? Infinity,
      })),
    );
  return runWithPauses(completeSearch(subject, options, (alone) => new GrowingExecutor(alone, poolOfOthers, options)));
}
