import { grown } from './grown.ts';

/** Adds a slot to the set that begins at a word. */
export const addTo = (words: Int32Array, at: number, slot: number): void => {
  words[at + (slot >> 5)] |= 1 << (slot & 31);
};

/** Whether the set that begins at a word has an element in common with `others`. */
export function meets(words: Int32Array, at: number, others: Int32Array): boolean {
  for (let index = 0; index < others.length; index += 1) if ((words[at + index] & others[index]) !== 0) return true;
  return false;
}

/** Whether two sets of as many words have the same elements. */
export function isSame(words: Int32Array, others: Int32Array): boolean {
  for (let index = 0; index < words.length; index += 1) if (words[index] !== others[index]) return false;
  return true;
}

/** The slots of the set of these words, in order. */
export const elementsOf = (words: Int32Array): number[] =>
  Array.from({ length: words.length * 32 }, (_, slot) => slot).filter((slot) => (words[slot >> 5] >> (slot & 31)) & 1);

/** Sets of slots as bits, one set for each number from 0 on. */
export class Footprints {
  /** Words that a set takes. */
  readonly width: number;
  /** The set with number n begins at n times the width. */
  words: Int32Array;
  private count = 0;

  constructor(slots: number) {
    this.width = Math.ceil(slots / 32);
    this.words = new Int32Array(256 * this.width);
  }

  /** Adds a set: the first `count` of `slots`. Returns its number. */
  add(slots: Int32Array, count: number): number {
    const at = this.count * this.width;
    if (at + this.width > this.words.length) this.words = grown(this.words);
    for (let index = 0; index < count; index += 1) addTo(this.words, at, slots[index]);
    this.count += 1;
    return this.count - 1;
  }

  /** Adds the set of all slots. */
  addAll(): number {
    const number = this.add(this.words, 0);
    this.words.fill(-1, number * this.width, (number + 1) * this.width);
    return number;
  }

  /** Adds the elements of a set to `others`. */
  addTo(others: Int32Array, number: number): void {
    const { words, width } = this;
    const from = number * width;
    for (let index = 0; index < width; index += 1) others[index] |= words[from + index];
  }

  /** The set of the first `count` of `slots`, by itself. */
  of(slots: Int32Array, count: number): Int32Array {
    const words = new Int32Array(this.width);
    for (let index = 0; index < count; index += 1) addTo(words, 0, slots[index]);
    return words;
  }

  /** Whether a set has an element in common with `others`. */
  intersects(number: number, others: Int32Array): boolean {
    return meets(this.words, number * this.width, others);
  }
}
