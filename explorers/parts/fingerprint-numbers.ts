import type { Fingerprint } from '../../model/machine.ts';

/** How full the table may get before it doubles: linear probing stays short below it. */
const loadMax = 0.6;

/** A place is three words: the halves of a fingerprint, and its number plus one; 0 marks a free place. */
const wordsPerPlace = 3;

/** A set of 64-bit fingerprints that numbers them from 0 on, in the order of their arrival: 20 to 40 bytes an element. */
export class FingerprintNumbers {
  private words = new Int32Array(wordsPerPlace * 1024);
  private mask = 1023;
  private count = 0;
  /** The number of the fingerprint that was added last. */
  latest = -1;

  get size(): number {
    return this.count;
  }

  /** Bytes of the table, and of the smaller one while it is copied. */
  get bytes(): number {
    return 1.5 * this.words.byteLength;
  }

  /** Visits every fingerprint with its number, in no particular order. */
  forEach(visit: (high: number, low: number, number: number) => void): void {
    const { words } = this;
    for (let at = 0; at < words.length; at += wordsPerPlace) {
      if (words[at] > 0) visit(words[at + 1], words[at + 2], words[at] - 1);
    }
  }

  /** Adds `fingerprint`, and remembers its number as the latest; false when it was there already. */
  add(fingerprint: Fingerprint): boolean {
    const next = this.count;
    this.latest = this.numberOf(fingerprint);
    return this.latest === next;
  }

  private numberOf(fingerprint: Fingerprint): number {
    const high = fingerprint.high | 0;
    const low = fingerprint.low | 0;
    const at = this.find(high, low);
    const { words } = this;
    if (words[at] > 0) return words[at] - 1;
    this.count += 1;
    words[at] = this.count;
    words[at + 1] = high;
    words[at + 2] = low;
    if (this.count > loadMax * (this.mask + 1)) this.grow();
    return this.count - 1;
  }

  /** Where the fingerprint is, or the free place where it belongs. */
  private find(high: number, low: number): number {
    const { words, mask } = this;
    let place = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (;;) {
      const at = wordsPerPlace * place;
      if (words[at] === 0 || (words[at + 1] === high && words[at + 2] === low)) return at;
      place = (place + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.words;
    this.words = new Int32Array(2 * old.length);
    this.mask = 2 * this.mask + 1;
    for (let from = 0; from < old.length; from += wordsPerPlace) {
      if (old[from] === 0) continue;
      const to = this.find(old[from + 1], old[from + 2]);
      for (let word = 0; word < wordsPerPlace; word += 1) this.words[to + word] = old[from + word];
    }
  }
}
