import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import { type Counted, countedSince } from '../coverage.ts';
import { printWords } from '../remembered/effect.ts';
import { ComponentExchange } from '../remembered/component-exchange.ts';
import { Frontier } from '../remembered/frontier.ts';
import { FrontierReader } from '../remembered/frontier-reader.ts';
import type { PackedRows } from '../remembered/packed-rows.ts';
import type { Reacher, RememberedGeneration } from '../remembered/remembered-generation.ts';
import type { Claimer, PartitionStates } from './partition-states.ts';
import type { HandedOver, Load } from './tasks.ts';

/**
 * The states of a worker as vectors, with rules remembered. Its components have numbers of its own; states that change
 * hands are told in the numbers of whoever gives them, with the components that the other thread has not heard of yet.
 */
export class RememberedStates<State, Action extends { readonly type: string }> implements PartitionStates, Reacher {
  readonly visitor;
  private readonly generation: RememberedGeneration<State, Action, VisitorRecord>;
  private readonly exchange: ComponentExchange;
  private readonly thread: number;
  private readonly countedBefore: Counted;
  private generatedBefore: number;
  private current: Frontier;
  private reader: FrontierReader;
  /** Of each row of `current`, whether its state is one of those that wait: 0 where it has become another worker's. */
  private isOwn: number[] = [];
  private row = 0;
  waiting = 0;
  private discovered: Frontier;
  private claimer: Claimer | null = null;
  /** The vector that was come to last in checking, and in which slots it differs from the one that was checked last. */
  private readonly checked: Int32Array;
  private readonly unchecked: Int32Array;
  /** No slots, and all. */
  private readonly none: Int32Array;
  private readonly all: Int32Array;

  /** @param thread which worker it is. */
  constructor(generation: RememberedGeneration<State, Action, VisitorRecord>, thread: number) {
    const { memory, visitor } = generation;
    this.generation = generation;
    this.visitor = visitor;
    this.thread = thread;
    this.exchange = new ComponentExchange(memory);
    this.countedBefore = { exercised: generation.exercised(), coverage: generation.coverage() };
    this.generatedBefore = generation.generated;
    this.current = new Frontier(memory.width);
    this.reader = this.current.reader(true);
    this.discovered = this.current.next();
    this.checked = new Int32Array(memory.width + printWords).fill(-1);
    this.unchecked = new Int32Array(memory.reads.width);
    this.none = new Int32Array(memory.reads.width);
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
    return { type: 'rows', rows: { from: this.thread, rows: length, chunks, components: this.exchange.all() } };
  }

  begin(level: HandedOver, indices: readonly number[]): void {
    if (level.type !== 'rows') throw new RangeError('these states are taken over as vectors');
    const isDealt = new Uint8Array(level.rows.rows);
    for (const index of indices) isDealt[index] = 1;
    this.takeRows(level.rows, (row) => isDealt[row] === 1);
  }

  expandNext(number: number, claimer: Claimer): void {
    const { generation, reader, isOwn } = this;
    const { changed } = generation;
    changed.fill(0);
    do {
      reader.next(generation.row, changed);
      this.row += 1;
    } while (isOwn[this.row - 1] === 0);
    this.discovered.touch(changed);
    this.claimer = claimer;
    generation.expand(number, this);
  }

  reach(high: number, low: number, choice: number): number {
    const { generation, visitor } = this;
    const claimer = this.claimer as Claimer;
    if (claimer.claim(high, low, choice)) this.discovered.push(generation.reached, generation.written);
    return visitor.needsNumbers ? claimer.target : -1;
  }

  readonly report = (property: string, cause: string): void => this.claimer?.report(property, cause);

  keep(isKept: (at: number) => boolean): void {
    this.reader.end();
    this.current = this.discovered;
    this.discovered = this.current.next();
    this.waiting = 0;
    this.isOwn = Array.from({ length: this.current.length }, (_, row) => {
      const isOwn = isKept(row);
      if (isOwn) this.waiting += 1;
      return isOwn ? 1 : 0;
    });
    this.row = 0;
  }

  settle(next: () => void, report: (property: string, cause: string) => void): void {
    const { current, generation, checked, unchecked, none } = this;
    const { always } = generation;
    const reader = current.reader(false);
    for (const isOwn of this.isOwn) {
      reader.next(checked, unchecked);
      if (isOwn === 0) continue;
      next();
      always.moveTo(checked, unchecked);
      always.check(checked, none, report);
      unchecked.fill(0);
    }
    this.reader = current.reader(true);
    this.generatedBefore = generation.generated;
  }

  give(states: number, to: number): PackedRows {
    const { current, isOwn, all } = this;
    const reader = current.reader(false);
    const given = new Frontier(this.generation.memory.width);
    const row = this.checked.slice();
    this.waiting -= states;
    let own = 0;
    for (const isOwnRow of isOwn) {
      reader.next(row, this.none.slice());
      own += isOwnRow;
      if (isOwnRow === 0 || own <= this.waiting) continue;
      if (own <= this.waiting + states) given.push(row, all);
    }
    return { from: this.thread, rows: given.length, chunks: given.chunks, components: this.exchange.newFor(to) };
  }

  take(states: Load['states']): void {
    this.takeRows(states as PackedRows, () => true);
  }

  /** Takes some of the vectors of another thread, or of this one. */
  private takeRows({ from, chunks, rows, components }: PackedRows, isWanted: (row: number) => boolean): void {
    const { exchange, current, all, thread } = this;
    const { width } = this.generation.memory;
    if (from !== thread) exchange.hear(from, components);
    const reader = new FrontierReader(chunks, null);
    const row = new Int32Array(width + printWords).fill(-1);
    const translated = new Int32Array(width + printWords);
    for (let index = 0; index < rows; index += 1) {
      reader.next(row, this.none.slice());
      if (!isWanted(index)) continue;
      for (let slot = 0; slot < width; slot += 1) {
        translated[slot] = from === thread ? row[slot] : exchange.own(from, slot, row[slot]);
      }
      translated[width] = row[width];
      translated[width + 1] = row[width + 1];
      current.push(translated, all);
      this.isOwn.push(1);
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
