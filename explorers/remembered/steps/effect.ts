import type { Components } from '../vectors/components.ts';
import type { StateMemory } from '../answers/state-memory.ts';
import type { Telling } from '../answers/telling.ts';

/** What an action does with a vector. */
export interface Effect {
  /** The slots that it writes, and the number of the component that is there from then on. */
  readonly slots: Int32Array;
  readonly numbers: Int32Array;
  /** The same slots as a set. */
  readonly written: Int32Array;
  /** By what the fingerprint changes, but for what `unread` slots had. */
  readonly high: number;
  readonly low: number;
  /** Slots written whose component may be any. */
  readonly unread: readonly number[];
  /** The component that is written to each slot, and -1 where none is. */
  readonly after: Int32Array;
  /** Which of the questions about steps are asked of this one. */
  readonly questions: readonly number[];
}

/** The difference that was just found, as an effect. */
export function effectOf<State>(memory: StateMemory<State>, questions: readonly number[]): Effect {
  const { differences, recorder, components, reads } = memory;
  const slots = differences.slots.slice(0, differences.count);
  const numbers = differences.numbers.slice(0, differences.count);
  const after = new Int32Array(memory.width).fill(-1);
  const unread: number[] = [];
  let high = 0;
  let low = 0;
  for (const [index, slot] of slots.entries()) {
    after[slot] = numbers[index];
    high ^= components[slot].high(numbers[index], slot);
    low ^= components[slot].low(numbers[index], slot);
    if (recorder.hasRead(slot)) {
      high ^= components[slot].high(recorder.row[slot], slot);
      low ^= components[slot].low(recorder.row[slot], slot);
    } else {
      unread.push(slot);
    }
  }
  return { slots, numbers, written: reads.of(slots, slots.length), high, low, unread, after, questions };
}

/**
 * How effects are told: the slots that they write, each with the component there, after a word that says that there is one.
 *
 * @param effects what answers say, by their numbers; null where an action is disabled.
 * @param questionsOf which questions about steps are asked of one that another thread has found.
 */
export const tellingOfEffects = <State>(
  memory: StateMemory<State>,
  effects: unknown[],
  questionsOf: () => readonly number[],
): Telling => ({
  wordsOf(answer) {
    const effect = effects[answer] as Effect | null;
    if (effect === null) return [];
    const words = [0];
    for (const [index, slot] of effect.slots.entries()) words.push(slot, effect.numbers[index]);
    return words;
  },
  adopt(answer, words, own) {
    effects[answer] = null;
    if (words.length === 0) return;
    const slots = words.subarray(1).filter((_, index) => index % 2 === 0);
    memory.differences.are(slots, (index) => own(slots[index], words[2 + 2 * index]));
    effects[answer] = effectOf(memory, questionsOf());
  },
});

/** Words of a vector besides its components: the two halves of its fingerprint. */
export const printWords = 2;

/** Does to a vector and its fingerprint what an effect says. */
export function applyEffect(effect: Effect, row: Int32Array, components: readonly Components[]): void {
  const width = components.length;
  const { slots, numbers, unread } = effect;
  row[width] ^= effect.high;
  row[width + 1] ^= effect.low;
  for (let index = 0; index < unread.length; index += 1) {
    const slot = unread[index];
    row[width] ^= components[slot].high(row[slot], slot);
    row[width + 1] ^= components[slot].low(row[slot], slot);
  }
  for (let index = 0; index < slots.length; index += 1) row[slots[index]] = numbers[index];
}

/** The fingerprint of a vector: the contributions of its components, in two halves. */
export function printOf(components: readonly Components[], row: Int32Array): readonly [high: number, low: number] {
  let high = 0;
  let low = 0;
  for (let slot = 0; slot < components.length; slot += 1) {
    high ^= components[slot].high(row[slot], slot);
    low ^= components[slot].low(row[slot], slot);
  }
  return [high, low];
}
