import type { Discoveries } from '../breadth-first/discoveries.ts';
import type { ExpandedLevel, Level, LevelProgress, Summary } from '../breadth-first/executor.ts';
import type { HandingOver } from '../breadth-first/handing-over.ts';
import { LocalStore } from '../breadth-first/local-store.ts';
import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import type { Coroutine } from '../coroutine.ts';
import { Exchange } from './exchange.ts';
import { Frontier } from './frontier/frontier.ts';
import type { Reacher, RememberedGeneration } from './remembered-generation.ts';
import { RememberedStates } from './remembered-states.ts';
import { ThreadLog } from './thread-log.ts';

/** States expanded between two pauses. */
const sliceStates = 1024;

/** Expands levels in this thread, with rules remembered. Comes to what `SequentialExecutor` comes to. */
export class RememberedExecutor<State, Action extends { readonly type: string }, Recorded extends VisitorRecord>
  implements HandingOver<Recorded>, Reacher
{
  readonly workers = 1;
  readonly helpFrom: number;
  readonly store: LocalStore;
  readonly discoveries: Discoveries;
  private readonly generation: RememberedGeneration<State, Action, Recorded>;
  private waiting: Frontier;
  private discovered: Frontier;
  private at = 0;
  /** The numbers of the state that is being expanded, and of the one that is being checked. */
  private expanded = 0;
  private checked = 0;
  /** With other threads, once there are any. */
  private exchange: Exchange | null = null;
  /** What there was to say when it handed over. */
  private summaryThen: Summary<Recorded> | null = null;

  /** @param initials the states to begin with. */
  constructor(
    generation: RememberedGeneration<State, Action, Recorded>,
    initials: readonly State[],
    discoveries: Discoveries,
  ) {
    this.discoveries = discoveries;
    this.generation = generation;
    this.helpFrom = generation.helpFrom;
    this.store = new LocalStore(generation.visitor.needsNumbers);
    this.waiting = new Frontier(generation.memory.width);
    this.discovered = this.waiting.next();
    for (const initial of initials) {
      this.checked = this.store.addInitial(generation.begin(initial));
      this.waiting.push(generation.reached, generation.changed);
      generation.always.count(generation.always.judgeAfresh(generation.reached), this.report);
    }
  }

  *expand({ first }: Level, look: (progress: LevelProgress) => string | undefined): Coroutine<ExpandedLevel> {
    const generatedBefore = this.generation.generated;
    const progress = (): LevelProgress => ({
      expanded: this.at,
      discovered: this.discovered.length,
      generated: this.generation.generated - generatedBefore,
    });
    const { waiting } = this;
    const reader = waiting.reader(true);
    for (;;) {
      const end = Math.min(waiting.length, this.at + sliceStates);
      for (; this.at < end; this.at += 1) {
        this.generation.changed.fill(0);
        reader.next(this.generation.row, this.generation.changed);
        this.expandState(first + this.at);
      }
      if (this.at === waiting.length) break;
      const stopped = look(progress());
      if (stopped !== undefined) return { ...progress(), stopped };
      yield;
    }
    reader.end();
    const { discovered, generated } = progress();
    this.waiting = this.discovered;
    this.discovered = waiting.next();
    this.at = 0;
    return { discovered, generated };
  }

  private expandState(number: number): void {
    const { generation } = this;
    this.discovered.touch(generation.changed);
    this.expanded = number;
    this.checked = number;
    generation.expand(number, this);
  }

  reach(high: number, low: number, choice: number): number {
    const { generation, store } = this;
    const number = store.add(high, low, this.expanded, choice);
    if (number >= 0) {
      this.checked = number;
      generation.always.count(generation.always.judge(generation.reached, generation.written), this.report);
      this.discovered.push(generation.reached, generation.written);
    }
    return store.latest;
  }

  readonly report = (property: string, cause: string): void => this.discoveries.note(property, cause, this.checked);

  share(threads: number): readonly SharedArrayBuffer[] {
    const logs = Array.from({ length: threads }, () => ThreadLog.empty().buffer);
    this.exchange = new Exchange(this.generation.memory, logs, 0);
    return logs;
  }

  handOver(): ReturnType<HandingOver<Recorded>['handOver']> {
    const { generation, waiting } = this;
    this.summaryThen = this.summaryNow();
    const states = new RememberedStates(generation, this.exchange as Exchange);
    return { states, level: states.handedOver(waiting) };
  }

  // oxlint-disable-next-line require-yield -- one thread has its figures at hand
  *summary(): Coroutine<Summary<Recorded>> {
    return this.summaryThen ?? this.summaryNow();
  }

  private summaryNow(): Summary<Recorded> {
    const { generation } = this;
    return {
      exercised: generation.exercised(),
      coverage: generation.coverage(),
      records: [generation.visitor.record()],
      frontierBytes: this.waiting.memory.bytes,
    };
  }

  // oxlint-disable-next-line require-yield -- there is nobody to let go of
  *dispose(): Coroutine<void> {}
}
