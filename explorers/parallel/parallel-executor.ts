import type { Discoveries } from '../breadth-first/discoveries.ts';
import type { ExpandedLevel, Executor, Level, LevelProgress, Summary } from '../breadth-first/executor.ts';
import type { HandingOver } from '../breadth-first/handing-over.ts';
import type { HandedOver } from '../breadth-first/partition-states.ts';
import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import { type Coroutine, settled } from '../coroutine.ts';
import { mergeCoverage, sumOf } from '../coverage.ts';
import { MEMORY } from '../stop-reasons.ts';
import { ControlBlock } from './control-block.ts';
import { Coordinator } from './coordinator.ts';
import type { ParallelOptions } from './parallel-options.ts';
import { PartitionWorker } from './partition-worker.ts';
import type { Pool } from './pool.ts';
import { SharedStore } from './shared-store.ts';
import type { Answer } from './tasks.ts';

/** States that each worker has to have expanded for it to be told how fast they are. */
const paceFrom = 256;

/** Milliseconds between two looks at what may stop the search. */
const lookMs = 50;

/**
 * Expands levels in this thread and several others, from a level on that a single thread has come to.
 *
 * A level is three tasks. `expand`: each worker expands its states and claims what they lead to in the shared set; when
 * the set is full, all stop, it is replaced by a larger one, and they go on. `filter`: each keeps what it owns, and
 * counts it by parent. From the counts follows where each parent's discoveries begin in the order of the next level, so
 * that in `settle` each worker numbers, checks and keeps its own.
 */
export class ParallelExecutor<Recorded extends VisitorRecord> implements Executor<Recorded> {
  readonly store: SharedStore;
  readonly workers: number;
  readonly discoveries: Discoveries;
  private readonly before: HandingOver<Recorded>;
  private readonly handedOver: HandedOver;
  private readonly memory: ParallelOptions['memory'];
  private readonly control: ControlBlock;
  private readonly coordinator: Coordinator;
  /** Counts the levels. */
  private level = 0;
  /** How many states each worker expands in the same time, in the last level that was large enough to tell. */
  private pace: readonly number[];
  /** Why the stop flag is raised. */
  private stopped: string | undefined;

  /** @param before has come to the end of the level before `level`. */
  constructor(
    before: HandingOver<Recorded>,
    level: Level,
    pool: Pool,
    { workers, memory, rebalanceFrom }: ParallelOptions,
  ) {
    this.before = before;
    this.workers = workers;
    this.memory = memory;
    this.discoveries = before.discoveries;
    this.store = new SharedStore(before.store, level.first);
    this.control = ControlBlock.of(workers);
    this.pace = Array.from({ length: workers }, () => 1);
    const { states, level: handedOver } = before.handOver(level.first);
    this.handedOver = handedOver;
    this.coordinator = new Coordinator(
      pool,
      new PartitionWorker(states, { index: 0, workers }),
      this.control,
      rebalanceFrom,
    );
  }

  /** Has the workers take over the states of the level that the single thread has come to. */
  *begin({ first, states }: Level): Coroutine<void> {
    const { handedOver: level, control, coordinator } = this;
    yield* settled(coordinator.ask({ type: 'begin', level, first, states, control: control.buffer }));
  }

  *expand(level: Level, look: (progress: LevelProgress) => string | undefined): Coroutine<ExpandedLevel> {
    const { store, coordinator } = this;
    const looking = setInterval(() => this.stopFor(look(this.control.sum())), lookMs);
    let expanded: { readonly isDone: boolean; readonly generated: number };
    try {
      expanded = yield* this.expandStates(level);
    } finally {
      clearInterval(looking);
    }
    const kept = new SharedArrayBuffer(4 * level.states);
    yield* settled(coordinator.ask({ type: 'filter', kept }));
    const discovered = offsetsFrom(new Int32Array(kept));
    const first = level.first + level.states;
    const answers = yield* settled(
      coordinator.ask({ type: 'settle', first, offsets: kept, ...store.addLevel(discovered) }),
    );
    this.note(answers, first);
    yield* settled(
      coordinator.rebalance(
        answers.map(({ states = 0 }) => states),
        this.pace,
      ),
    );
    const { isDone, generated } = expanded;
    return { discovered, generated, ...(isDone ? {} : { stopped: this.stopped }) };
  }

  /** Expands every state of the level, unless the search is to stop. */
  private *expandStates({ first }: Level): Coroutine<{ readonly isDone: boolean; readonly generated: number }> {
    const { store, control } = this;
    this.level += 1;
    for (;;) {
      const { buffer, bytesLarger } = store.fingerprints;
      const answers = yield* settled(
        this.coordinator.ask({ type: 'expand', fingerprints: buffer, level: this.level, room: store.room }),
      );
      this.note(answers, first);
      this.pace = paceOf(answers) ?? this.pace;
      const isDone = answers.every((answer) => answer.isDone === true);
      if (!isDone && !control.isStopped && !this.fits(bytesLarger)) this.stopFor(MEMORY);
      if (isDone || control.isStopped) {
        return { isDone, generated: answers.reduce((sum, { generated = 0 }) => sum + generated, 0) };
      }
      store.fingerprints = store.fingerprints.larger();
    }
  }

  private note(answers: readonly Answer[], first: number): void {
    for (const { discoveries = [] } of answers) {
      for (const { property, cause, state } of discoveries) this.discoveries.note(property, cause, first + state);
    }
  }

  private stopFor(reason: string | undefined): void {
    if (reason === undefined) return;
    this.stopped ??= reason;
    this.control.stop();
  }

  private fits(bytes: number): boolean {
    const { memory } = this;
    return memory === undefined || memory.used() + bytes <= memory.max;
  }

  *summary(): Coroutine<Summary<Recorded>> {
    const before = yield* this.before.summary();
    const answers = yield* settled(this.coordinator.ask({ type: 'finish' }));
    const counted = [before, ...answers.flatMap((answer) => answer.counted ?? [])];
    return {
      exercised: sumOf(counted.map(({ exercised }) => exercised)),
      coverage: mergeCoverage(counted.map(({ coverage }) => coverage)),
      // Every worker makes its visitor from the same specification; this thread goes on with the one that it has.
      records: answers.flatMap(({ record }) => (record as Recorded | undefined) ?? []),
      frontierBytes: answers.reduce((sum, { frontierBytes = 0 }) => sum + frontierBytes, 0),
    };
  }

  // oxlint-disable-next-line require-yield -- the pool is let go of by whoever made it
  *dispose(): Coroutine<void> {}
}

/** How many states each had expanded when the first was done; undefined where they are too few to tell. */
function paceOf(answers: readonly Answer[]): readonly number[] | undefined {
  const counts = answers.map(({ expanded = [] }) => expanded);
  const sums = counts.map((expanded) => expanded.reduce((sum, one) => sum + one, 0));
  const first = counts[sums.indexOf(Math.min(...sums))];
  return Math.min(...first) < paceFrom ? undefined : first;
}

/** Turns counts into where each begins when they are laid end to end; returns their sum. */
function offsetsFrom(counts: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at];
    counts[at] = sum;
    sum += count;
  }
  return sum;
}
