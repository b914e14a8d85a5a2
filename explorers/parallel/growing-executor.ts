import type { Discoveries } from '../breadth-first/discoveries.ts';
import type { ExpandedLevel, Executor, Level, LevelProgress, Summary } from '../breadth-first/executor.ts';
import type { HandingOver } from '../breadth-first/handing-over.ts';
import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import type { Store } from '../breadth-first/store.ts';
import { type Coroutine, settled } from '../coroutine.ts';
import { ParallelExecutor } from './parallel-executor.ts';
import type { ParallelOptions } from './parallel-options.ts';
import type { Pool } from './pool.ts';

/** Begins in this thread, and goes on in several from a level on at which the search is large enough. */
export class GrowingExecutor<Recorded extends VisitorRecord> implements Executor<Recorded> {
  private readonly alone: HandingOver<Recorded>;
  private readonly makePool: (logs: readonly SharedArrayBuffer[]) => Pool;
  private readonly options: ParallelOptions;
  private pool: Pool | null = null;
  private several: ParallelExecutor<Recorded> | null = null;

  constructor(
    alone: HandingOver<Recorded>,
    makePool: (logs: readonly SharedArrayBuffer[]) => Pool,
    options: ParallelOptions,
  ) {
    this.alone = alone;
    this.makePool = makePool;
    this.options = options;
  }

  private get current(): Executor<Recorded> {
    return this.several ?? this.alone;
  }

  get store(): Store {
    return this.current.store;
  }

  get discoveries(): Discoveries {
    return this.alone.discoveries;
  }

  get workers(): number {
    return this.current.workers;
  }

  *expand(level: Level, look: (progress: LevelProgress) => string | undefined): Coroutine<ExpandedLevel> {
    const { parallelFrom = this.alone.helpFrom } = this.options;
    if (this.several === null && this.pool?.isReady === true && this.alone.store.size >= parallelFrom) {
      this.several = new ParallelExecutor(this.alone, level, this.pool, this.options);
      yield* this.several.begin(level);
    }
    if (this.several !== null) return yield* this.several.expand(level, look);
    const expanded = yield* this.alone.expand(level, (progress) => {
      this.startWorkers();
      return look(progress);
    });
    this.startWorkers();
    return expanded;
  }

  /** They come up while this thread is still at work alone. */
  private startWorkers(): void {
    const { workers, startWorkersFrom = this.alone.helpFrom } = this.options;
    if (workers > 1 && this.alone.store.size >= startWorkersFrom) {
      this.pool ??= this.makePool(this.alone.share(workers));
    }
  }

  summary(): Coroutine<Summary<Recorded>> {
    return this.current.summary();
  }

  *dispose(): Coroutine<void> {
    if (this.pool !== null) yield* settled(this.pool.end());
  }
}
