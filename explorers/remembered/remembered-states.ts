import type { PackedRows } from '../breadth-first/packed-rows.ts';
import type { Claimer, HandedOver, Load, PartitionStates } from '../breadth-first/partition-states.ts';
import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import { type Counted, countedSince } from '../coverage.ts';
import { IntList } from '../int-list.ts';
import { printWords } from './steps/effect.ts';
import type { Exchange } from './exchange.ts';
import { FrontierReader } from './frontier/frontier-reader.ts';
import { Frontier } from './frontier/frontier.ts';
import type { Reacher, RememberedGeneration } from './remembered-generation.ts';

/**
 * The states of a worker as vectors, with rules remembered. Its components have numbers of its own; states that change
 * hands are told in the numbers of whoever gives them.
 */
export class RememberedStates<State, Action extends { readonly type: string }> implements PartitionStates, Reacher {
  readonly visitor;
  private readonly generation: RememberedGeneration<State, Action, VisitorRecord>;
  private readonly exchange: Exchange;
  private readonly countedBefore: Counted;
  private generatedBefore: number;
  private current: Frontier;
  private reader: FrontierReader;
  /** Of the first rows of `current`, whether their states are this worker's: 1, or 0. Those behind them are. */
  private isOwn = new Uint8Array();
  private row = 0;
  waiting = 0;
  private discovered: Frontier;
  private claimer: Claimer | null = null;
  /** The number of the state that is being expanded. */
  private expanded = 0;
  /** Of each of those that were discovered what is said of it: the number of a verdict. */
  private readonly verdicts = new IntList();
  /** All slots. */
  private readonly all: Int32Array;

  constructor(generation: RememberedGeneration<State, Action, VisitorRecord>, exchange: Exchange) {
    const { memory, visitor } = generation;
    this.generation = generation;
    this.visitor = visitor;
    this.exchange = exchange;
    this.countedBefore = { exercised: generation.exercised(), coverage: generation.coverage() };
    this.generatedBefore = generation.generated;
    this.current = new Frontier(memory.width);
    this.reader = this.current.reader(true);
    this.discovered = this.current.next();
    this.all = new Int32Array(memory.reads.width).fill(-1);
  }

  get found(): number {
    return this.discovered.length;
  }

  get generated(): number {
    return this.generation.generated - this.generatedBefore;
  }

  get frontierBytes(): number {
    return this.current.memory.bytes;
  }

  /** The states of a level that this thread has come to alone, for it and all others. */
  handedOver({ chunks, length }: Frontier): HandedOver {
    this.exchange.tellComponents();
    return { type: 'rows', rows: { from: this.exchange.thread, rows: length, chunks } };
  }

  begin(level: HandedOver, indices: readonly number[]): void {
    if (level.type !== 'rows') throw new RangeError('these states are taken over as vectors');
    const isDealt = new Uint8Array(level.rows.rows);
    for (const index of indices) isDealt[index] = 1;
    this.takeRows(level.rows, (row) => isDealt[row] === 1);
  }

  expandNext(numbers: Int32Array, claimer: Claimer): void {
    this.claimer = claimer;
    for (const number of numbers) this.expandOne(number);
  }

  private expandOne(number: number): void {
    const { generation, reader, isOwn } = this;
    const { changed } = generation;
    changed.fill(0);
    do {
      reader.next(generation.row, changed);
      this.row += 1;
    } while (this.row <= isOwn.length && isOwn[this.row - 1] === 0);
    this.discovered.touch(changed);
    this.expanded = number;
    generation.expand(number, this);
  }

  reach(high: number, low: number, choice: number): number {
    const { generation, visitor } = this;
    const claimer = this.claimer as Claimer;
    if (claimer.claim(high, low, this.expanded, choice)) {
      const { reached, written, always } = generation;
      this.verdicts.push(always.judge(reached, written));
      this.discovered.push(reached, written);
    }
    return visitor.needsNumbers ? claimer.target : -1;
  }

  readonly report = (property: string, cause: string): void => this.claimer?.violates(this.expanded, property, cause);

  keep(isKept: (at: number) => boolean): void {
    this.reader.end();
    this.current = this.discovered;
    this.discovered = this.current.next();
    const { length } = this.current;
    this.isOwn = new Uint8Array(length);
    let kept = 0;
    for (let row = 0; row < length; row += 1) {
      if (!isKept(row)) continue;
      this.isOwn[row] = 1;
      this.verdicts.set(kept, this.verdicts.at(row));
      kept += 1;
    }
    this.waiting = kept;
    this.row = 0;
  }

  settle(next: () => void, report: (property: string, cause: string) => void): void {
    const { generation, verdicts, waiting } = this;
    for (let at = 0; at < waiting; at += 1) {
      next();
      generation.always.count(verdicts.at(at), report);
    }
    verdicts.cut(0);
    this.reader = this.current.reader(true);
    this.generatedBefore = generation.generated;
  }

  give(states: number): PackedRows {
    const { current, isOwn, all } = this;
    const { width } = this.generation.memory;
    const reader = current.reader(false);
    const given = new Frontier(width);
    const row = new Int32Array(width + printWords);
    const changed = new Int32Array(all.length);
    this.waiting -= states;
    let own = 0;
    for (let index = 0; own < this.waiting + states; index += 1) {
      reader.next(row, changed);
      if (index < isOwn.length && isOwn[index] === 0) continue;
      own += 1;
      if (own > this.waiting) given.push(row, all);
    }
    this.exchange.tellComponents();
    return { from: this.exchange.thread, rows: given.length, chunks: given.chunks };
  }

  take(states: Load['states']): void {
    this.takeRows(states as PackedRows, () => true);
  }

  /** Takes some of the vectors of another thread, or of this one. */
  private takeRows({ from, chunks, rows }: PackedRows, isWanted: (row: number) => boolean): void {
    const { exchange, current, all } = this;
    const { width } = this.generation.memory;
    exchange.hear();
    const reader = new FrontierReader(chunks, null);
    const row = new Int32Array(width + printWords).fill(-1);
    const changed = new Int32Array(all.length);
    const translated = new Int32Array(width + printWords);
    for (let index = 0; index < rows; index += 1) {
      reader.next(row, changed);
      if (!isWanted(index)) continue;
      for (let slot = 0; slot < width; slot += 1) {
        translated[slot] = from === exchange.thread ? row[slot] : exchange.own(from, slot, row[slot]);
      }
      translated[width] = row[width];
      translated[width + 1] = row[width + 1];
      current.push(translated, all);
      this.waiting += 1;
    }
    // What was pushed may lie in memory that there was not when it was made.
    this.reader = current.reader(true);
  }

  counted(): Counted {
    const { generation, countedBefore } = this;
    return countedSince({ exercised: generation.exercised(), coverage: generation.coverage() }, countedBefore);
  }
}
