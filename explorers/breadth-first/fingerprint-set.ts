import type { Fingerprint } from '../../model/machine.ts';
import { anticipate, placeOf } from './place-of.ts';

/** How full the table may get before it grows: linear probing stays short below it. */
const loadMax = 0.75;

/** By how much a table of so many places grows: a large one by little, lest most of it be kept free. */
const growthOf = (places: number): number => (places < 2 ** 15 ? 2 : 1.25);

/**
 * A set of 64-bit fingerprints in flat typed arrays: open addressing, linear probing, 11 to 14 bytes an element.
 *
 * Places follow one another as the hashes of fingerprints do, whatever their number: a table that grows is copied from
 * one end to the other.
 *
 * The pair (0, 0) marks a free place and is remembered apart. A numbered set also knows the number of each, from 0 on in
 * the order of their arrival, in four bytes a place more.
 */
export class FingerprintSet {
  private words: Int32Array;
  private places: number;
  private growAt: number;
  private hasZero = false;
  private count = 0;
  /** Of a numbered set, the number of what is at each place, and of the pair (0, 0). */
  private numbers: Int32Array | null;
  private zeroNumber = 0;
  /** The number of the fingerprint that was added last, of a numbered set. */
  latest = -1;
  /** Read by nobody: see `anticipate`. */
  protected anticipated = 0;

  /** @param capacity elements to expect; the set grows beyond it on its own. */
  constructor({ capacity = 1024, numbered = false } = {}) {
    const places = Math.ceil(Math.max(16, capacity / loadMax));
    this.words = new Int32Array(2 * places);
    this.places = places;
    this.growAt = Math.floor(places * loadMax);
    this.numbers = numbered ? new Int32Array(places) : null;
  }

  get size(): number {
    return this.count;
  }

  /** Bytes of the table, and of the smaller one while it is copied. */
  get bytes(): number {
    return (1 + 1 / growthOf(this.places)) * (this.words.byteLength + (this.numbers?.byteLength ?? 0));
  }

  /** Visits every fingerprint with its number, 0 where they have none, in no particular order. */
  forEach(visit: (high: number, low: number, number: number) => void): void {
    if (this.hasZero) visit(0, 0, this.zeroNumber);
    const { words, numbers } = this;
    for (let at = 0; at < words.length; at += 2) {
      if (words[at] !== 0 || words[at + 1] !== 0) visit(words[at], words[at + 1], numbers?.[at / 2] ?? 0);
    }
  }

  /** Adds `fingerprint`; false when it was there already. */
  add(fingerprint: Fingerprint): boolean {
    return this.addWords(fingerprint.high | 0, fingerprint.low | 0);
  }

  /** `add`, of two halves as signed integers. */
  addWords(high: number, low: number): boolean {
    if (high === 0 && low === 0) return this.addZero();
    const { words, numbers } = this;
    let place = this.find(high, low);
    if (words[2 * place] !== 0 || words[2 * place + 1] !== 0) {
      if (numbers !== null) this.latest = numbers[place];
      return false;
    }
    if (this.count >= this.growAt) {
      this.grow();
      place = this.find(high, low);
    }
    this.words[2 * place] = high;
    this.words[2 * place + 1] = low;
    if (this.numbers !== null) this.numbers[place] = this.latest = this.count;
    this.count += 1;
    return true;
  }

  /** Has the places of these at hand, each two signed integers, for when they are added or looked for. */
  anticipate(fingerprints: Int32Array): void {
    this.anticipated = anticipate(this.words, 2, fingerprints);
  }

  private addZero(): boolean {
    const isNew = !this.hasZero;
    if (isNew) {
      this.hasZero = true;
      this.zeroNumber = this.count;
      this.count += 1;
    }
    this.latest = this.zeroNumber;
    return isNew;
  }

  has(fingerprint: Fingerprint): boolean {
    const high = fingerprint.high | 0;
    const low = fingerprint.low | 0;
    if (high === 0 && low === 0) return this.hasZero;
    const place = this.find(high, low);
    return this.words[2 * place] !== 0 || this.words[2 * place + 1] !== 0;
  }

  /** The place that holds the pair, or the free one where it belongs. */
  private find(high: number, low: number): number {
    const { words, places } = this;
    let place = placeOf(high, low, places);
    for (;;) {
      const placeHigh = words[2 * place];
      const placeLow = words[2 * place + 1];
      if ((placeHigh === high && placeLow === low) || (placeHigh === 0 && placeLow === 0)) return place;
      place += 1;
      if (place === places) place = 0;
    }
  }

  private grow(): void {
    const old = this.words;
    const oldNumbers = this.numbers;
    this.places = Math.ceil(growthOf(this.places) * this.places);
    this.words = new Int32Array(2 * this.places);
    this.numbers = oldNumbers === null ? null : new Int32Array(this.places);
    this.growAt = Math.floor(this.places * loadMax);
    const { words, numbers, places } = this;
    for (let at = 0; at < old.length; at += 2) {
      const high = old[at];
      const low = old[at + 1];
      if (high === 0 && low === 0) continue;
      // All are different: the first free place is theirs.
      let place = placeOf(high, low, places);
      while (words[2 * place] !== 0 || words[2 * place + 1] !== 0) place = place + 1 === places ? 0 : place + 1;
      words[2 * place] = high;
      words[2 * place + 1] = low;
      if (numbers !== null && oldNumbers !== null) numbers[place] = oldNumbers[at / 2];
    }
  }
}
