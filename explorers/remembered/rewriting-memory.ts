import type { RewrittenPart, Rewriting } from '../../model/rewriting.ts';
import { Decisions } from './answers/decisions.ts';
import { applyEffect, type Effect, effectOf, printWords, tellingOfEffects } from './steps/effect.ts';
import { addTo, meets } from './vectors/footprints.ts';
import type { QueryMemory } from './answers/query-memory.ts';
import { RememberedFunction } from './answers/remembered-function.ts';
import { RewrittenPrints } from './rewritten-prints.ts';
import { partAt } from './vectors/slots.ts';
import type { StateMemory } from './answers/state-memory.ts';

/** How states are rewritten, remembered by what that depends on, part by part. */
export class RewritingMemory<State> {
  /** By what the fingerprint of the last state that was asked about changes when it is rewritten. */
  high = 0;
  low = 0;
  private readonly memory: StateMemory<State>;
  private readonly rewritings: readonly Remembered<State>[];
  /** The state that is being rewritten, and by what its fingerprint has changed; all that this depends on. */
  private readonly row: Int32Array;
  private readonly asked: Int32Array;
  private readonly noted: (answer: number) => void;
  private readonly effects: Effect[] = [];
  private readonly known: RewrittenPrints;
  /** Of the state that is being expanded, what its rewriting depends on, and comes to. */
  private readonly reads: Int32Array;
  private currentHigh = 0;
  private currentLow = 0;

  constructor(memory: StateMemory<State>, queries: QueryMemory<State>, rewritings: readonly Rewriting<State>[]) {
    this.memory = memory;
    this.rewritings = rewritings.map((rewriting, index) => ({
      applies: new Decisions(queries, `whether rewriting ${index} applies`, rewriting.applies),
      parts: rewriting.parts.map((part) => rememberedPart(memory, part, `rewriting ${index}`)),
    }));
    this.row = new Int32Array(memory.width + printWords);
    this.asked = new Int32Array(memory.reads.width);
    this.noted = (answer) => memory.reads.addTo(this.asked, answer);
    this.known = new RewrittenPrints();
    this.reads = new Int32Array(memory.reads.width).fill(-1);
  }

  /** From now on the state of this vector and fingerprint is the one that is expanded; it differs from the last in these slots. */
  moveTo(row: Int32Array, changed: Int32Array): void {
    if (!meets(this.reads, 0, changed)) return;
    this.rewrite(row);
    this.reads.set(this.asked);
    this.currentHigh = this.high;
    this.currentLow = this.low;
  }

  /** Finds `high` and `low` of a state with its fingerprint; `written` is in which slots it differs from the one moved to. */
  find(row: Int32Array, written: Int32Array): void {
    if (meets(this.reads, 0, written)) {
      this.rewrite(row);
    } else {
      this.high = this.currentHigh;
      this.low = this.currentLow;
    }
  }

  private rewrite(before: Int32Array): void {
    const { known, asked } = this;
    if (known.find(before, asked)) {
      this.high = known.high;
      this.low = known.low;
      return;
    }
    this.rewriteAnew(before);
    const { width } = this.memory;
    this.high = this.row[width];
    this.low = this.row[width + 1];
    known.keep(before, this, asked);
  }

  private rewriteAnew(before: Int32Array): void {
    const { row, asked, effects } = this;
    const { width, reads, components } = this.memory;
    for (let slot = 0; slot < width; slot += 1) row[slot] = before[slot];
    row[width] = 0;
    row[width + 1] = 0;
    asked.fill(0);
    for (const { applies, parts } of this.rewritings) {
      if (!applies.of(row, this.noted)) continue;
      for (let index = 0; index < parts.length; index += 1) {
        const answer = parts[index].answer(row);
        reads.addTo(asked, answer);
        effects[index] = parts[index].valueOf(answer);
        // What it writes without a look it takes the fingerprint of.
        for (const slot of effects[index].unread) addTo(asked, 0, slot);
      }
      for (let index = 0; index < parts.length; index += 1) applyEffect(effects[index], row, components);
    }
  }
}

interface Remembered<State> {
  readonly applies: Decisions<State, boolean>;
  readonly parts: readonly RememberedFunction<State, Effect>[];
}

/** What rewriting a part does with a vector. @param rewriting which of them it is of, for its name. */
function rememberedPart<State>(
  memory: StateMemory<State>,
  { path, of }: RewrittenPart<State>,
  rewriting: string,
): RememberedFunction<State, Effect> {
  const part = partAt(memory.slots.root, path);
  const effect = (): Effect => {
    memory.differences.find(part, of(memory.before));
    return effectOf(memory, []);
  };
  const telling = tellingOfEffects(memory, memory.values, () => []);
  return new RememberedFunction(memory, `${rewriting} of ${path.join('.')}`, effect, telling);
}
