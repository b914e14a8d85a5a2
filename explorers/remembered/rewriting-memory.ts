import type { RewrittenPart, Rewriting } from '../../model/rewriting.ts';
import { type Effect, effectOf } from './effect.ts';
import { QueryMemory } from './query-memory.ts';
import { RememberedFunction } from './remembered-function.ts';
import { partAt } from './slots.ts';
import type { StateMemory } from './state-memory.ts';

/** How states are rewritten, remembered by what that depends on, part by part. */
export class RewritingMemory<State> {
  /** By what the fingerprint of the last state that was asked about changes when it is rewritten. */
  high = 0;
  low = 0;
  private readonly memory: StateMemory<State>;
  private readonly queries: QueryMemory<State>;
  private readonly rewritings: readonly Remembered<State>[];
  /** The state that is being rewritten. */
  private readonly row: Int32Array;
  private readonly effects: Effect[] = [];
  /** Of the state that is being expanded, what its rewriting depends on, and comes to. */
  private readonly reads: Int32Array;
  private currentHigh = 0;
  private currentLow = 0;

  constructor(memory: StateMemory<State>, rewritings: readonly Rewriting<State>[]) {
    this.memory = memory;
    this.queries = new QueryMemory(memory);
    this.rewritings = rewritings.map((rewriting) => ({
      rewriting,
      parts: rewriting.parts.map((part) => new RememberedFunction(memory, 'a rewriting', effectOfPart(memory, part))),
    }));
    this.row = new Int32Array(memory.width);
    this.reads = new Int32Array(memory.reads.width).fill(-1);
  }

  /** From now on the state of this vector is the one that is expanded; it differs from the last in these slots. */
  moveTo(row: Int32Array, changed: Int32Array): void {
    if (!this.isTouched(changed)) return;
    this.rewrite(row);
    this.reads.set(this.queries.reads);
    this.currentHigh = this.high;
    this.currentLow = this.low;
  }

  /** Finds `high` and `low` of a state; `written` is in which slots it differs from the one moved to. */
  find(row: Int32Array, written: Int32Array): void {
    if (this.isTouched(written)) {
      this.rewrite(row);
    } else {
      this.high = this.currentHigh;
      this.low = this.currentLow;
    }
  }

  private isTouched(slots: Int32Array): boolean {
    const { reads } = this;
    for (let index = 0; index < reads.length; index += 1) if ((reads[index] & slots[index]) !== 0) return true;
    return false;
  }

  private rewrite(before: Int32Array): void {
    const { row, queries, effects, memory } = this;
    for (let slot = 0; slot < row.length; slot += 1) row[slot] = before[slot];
    this.high = 0;
    this.low = 0;
    queries.begin(row);
    for (const { rewriting, parts } of this.rewritings) {
      if (!rewriting.applies(queries.ask)) continue;
      for (let index = 0; index < parts.length; index += 1) {
        const answer = parts[index].answer(row);
        memory.reads.addTo(queries.reads, answer);
        effects[index] = parts[index].valueOf(answer);
      }
      for (let index = 0; index < parts.length; index += 1) this.apply(effects[index]);
    }
  }

  private apply({ slots, numbers, high, low, unread }: Effect): void {
    const { row } = this;
    const { components } = this.memory;
    this.high ^= high;
    this.low ^= low;
    for (const slot of unread) {
      this.high ^= components[slot].high(row[slot], slot);
      this.low ^= components[slot].low(row[slot], slot);
    }
    for (let index = 0; index < slots.length; index += 1) row[slots[index]] = numbers[index];
  }
}

interface Remembered<State> {
  readonly rewriting: Rewriting<State>;
  readonly parts: readonly RememberedFunction<State, Effect>[];
}

/** What rewriting a part does with a vector, as a function of states that are views. */
function effectOfPart<State>(memory: StateMemory<State>, { path, of }: RewrittenPart<State>): (state: State) => Effect {
  const part = partAt(memory.slots.root, path);
  return (state) => {
    memory.differences.find(part, of(state));
    return effectOf(memory, []);
  };
}
