import type { Fingerprint } from '../../model/machine.ts';

/** How full the table may get before it doubles: linear probing stays short below it. */
const loadMax = 0.6;

/**
 * A set of 64-bit fingerprints in flat typed arrays: open addressing, linear probing, 13 to 27 bytes an element.
 *
 * The pair (0, 0) marks a free place and is remembered apart. A numbered set also knows the number of each, from 0 on in
 * the order of their arrival, in four bytes a place more.
 */
export class FingerprintSet {
  private words: Int32Array;
  private mask: number;
  private growAt: number;
  private hasZero = false;
  private count = 0;
  /** Of a numbered set, the number of what is at each place, and of the pair (0, 0). */
  private numbers: Int32Array | null;
  private zeroNumber = 0;
  /** The number of the fingerprint that was added last, of a numbered set. */
  latest = -1;

  /** @param capacity elements to expect; the set grows beyond it on its own. */
  constructor({ capacity = 1024, numbered = false } = {}) {
    const places = 2 ** Math.ceil(Math.log2(Math.max(16, capacity / loadMax)));
    this.words = new Int32Array(2 * places);
    this.mask = places - 1;
    this.growAt = Math.floor(places * loadMax);
    this.numbers = numbered ? new Int32Array(places) : null;
  }

  get size(): number {
    return this.count;
  }

  /** Bytes of the table, and of the smaller one while it is copied. */
  get bytes(): number {
    return 1.5 * (this.words.byteLength + (this.numbers?.byteLength ?? 0));
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
    const { words, mask } = this;
    let place = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (;;) {
      const placeHigh = words[2 * place];
      const placeLow = words[2 * place + 1];
      if ((placeHigh === high && placeLow === low) || (placeHigh === 0 && placeLow === 0)) return place;
      place = (place + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.words;
    const oldNumbers = this.numbers;
    this.words = new Int32Array(2 * old.length);
    this.numbers = oldNumbers === null ? null : new Int32Array(old.length);
    this.mask = this.words.length / 2 - 1;
    this.growAt = Math.floor((this.words.length / 2) * loadMax);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] === 0 && old[at + 1] === 0) continue;
      const place = this.find(old[at], old[at + 1]);
      this.words[2 * place] = old[at];
      this.words[2 * place + 1] = old[at + 1];
      if (this.numbers !== null && oldNumbers !== null) this.numbers[place] = oldNumbers[at / 2];
    }
  }
}
