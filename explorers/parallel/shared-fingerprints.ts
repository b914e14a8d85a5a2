import type { Fingerprint } from '../../model/machine.ts';

/** What the first word of a place says: nothing is there, somebody is writing it, or, from here on, a number. */
const FREE = 0;
const BUSY = 1;
const firstMark = 2;

/** Words before the places, a cache line; the first holds the next free number. */
const headerWords = 16;
const wordsPerPlace = 3;

/** How full the table may get before it has to grow: linear probing stays short below it. */
const loadMax = 0.6;

/** Numbers that a thread takes at once: it would otherwise wait for the others at every new state. */
const numbersAtOnce = 64;

/**
 * A set of 64-bit fingerprints that several threads fill at the same time, and that settles who comes first.
 *
 * Open addressing with linear probing, in shared memory. A place is three words: a mark and the two halves of the
 * fingerprint. Whoever turns the mark from FREE to BUSY owns the place; it writes the halves and then the mark proper,
 * which publishes them. Whoever meets BUSY waits for that moment, a few instructions away, so that a fingerprint is
 * compared as a whole or not at all, and two with an equal half are two.
 *
 * The mark is a number, and the numbers given since the level began (`beginLevel`) belong to its discoveries. For each
 * of these the set keeps the least rank that claimed it: the rank of a state is its place in its level, and the parent
 * of a discovery is to be the one that a single thread would come to first. Numbers may have gaps.
 *
 * 16 bytes a place; a place of the claims is touched only by a level that has as many discoveries.
 */
export class SharedFingerprints {
  readonly buffer: SharedArrayBuffer;
  private readonly header: Int32Array;
  private readonly words: Int32Array;
  private readonly claims: Int32Array;
  private readonly mask: number;
  /** The first number of the current level. */
  private base = 0;
  private nextNumber = 0;
  private numbersEnd = 0;

  /** The set that `buffer` holds. */
  constructor(buffer: SharedArrayBuffer) {
    const places = (buffer.byteLength / 4 - headerWords) / (wordsPerPlace + 1);
    this.buffer = buffer;
    this.header = new Int32Array(buffer, 0, headerWords);
    this.words = new Int32Array(buffer, 4 * headerWords, wordsPerPlace * places);
    this.claims = new Int32Array(buffer, 4 * (headerWords + wordsPerPlace * places), places);
    this.mask = places - 1;
  }

  /** A set for at least this many fingerprints. */
  static ofCapacity(capacity: number): SharedFingerprints {
    const places = 2 ** Math.ceil(Math.log2(Math.max(1024, capacity / loadMax)));
    return new SharedFingerprints(new SharedArrayBuffer(bytesOf(places)));
  }

  /** Fingerprints from which on it has to be replaced by `larger`. */
  get capacity(): number {
    return Math.floor(loadMax * (this.mask + 1));
  }

  /** The number that the next discovery would get, from whichever thread. */
  get numbers(): number {
    return Atomics.load(this.header, 0);
  }

  /** Takes what is numbered from `base` on for discoveries of the level that begins. */
  beginLevel(base: number): void {
    this.base = base;
    this.nextNumber = 0;
    this.numbersEnd = 0;
  }

  /**
   * Claims a fingerprint for a parent of this rank.
   *
   * Returns its number in the level, from 0 on, when it is a discovery of this level that nobody of a lower or equal
   * rank has claimed; otherwise -1. The caller has claimed it for good when `claimant` still says so at the end of the
   * level.
   */
  claim(fingerprint: Fingerprint, rank: number): number {
    const { words, mask } = this;
    const high = fingerprint.high | 0;
    const low = fingerprint.low | 0;
    for (let place = placeOf(high, low) & mask; ; place = (place + 1) & mask) {
      const at = wordsPerPlace * place;
      let mark = Atomics.load(words, at);
      if (mark === FREE) {
        mark = Atomics.compareExchange(words, at, FREE, BUSY);
        if (mark === FREE) {
          const number = this.takeNumber();
          words[at + 1] = high;
          words[at + 2] = low;
          this.claims[number - this.base] = rank;
          Atomics.store(words, at, number + firstMark);
          return number - this.base;
        }
      }
      while (mark === BUSY) mark = Atomics.load(words, at);
      if (words[at + 1] === high && words[at + 2] === low) return this.claimKnown(mark - firstMark - this.base, rank);
    }
  }

  private claimKnown(number: number, rank: number): number {
    if (number < 0) return -1;
    let claimant = Atomics.load(this.claims, number);
    while (rank < claimant) {
      const before = Atomics.compareExchange(this.claims, number, claimant, rank);
      if (before === claimant) return number;
      claimant = before;
    }
    return -1;
  }

  /** The least rank that has claimed the discovery with this number. */
  claimant(number: number): number {
    return this.claims[number];
  }

  private takeNumber(): number {
    if (this.nextNumber === this.numbersEnd) {
      this.nextNumber = Atomics.add(this.header, 0, numbersAtOnce);
      this.numbersEnd = this.nextNumber + numbersAtOnce;
      if (this.numbersEnd - this.base > this.claims.length) throw new RangeError('the fingerprint set is full');
    }
    this.nextNumber += 1;
    return this.nextNumber - 1;
  }

  /** Bytes of the set, and of the smaller one while it is copied. */
  get bytes(): number {
    return 1.5 * this.buffer.byteLength;
  }

  /** Bytes that `larger` would take besides what is taken now. */
  get bytesOfLarger(): number {
    return bytesOf(2 * (this.mask + 1));
  }

  /** A set of twice the size with everything that is in this one. Only while no thread is at work on it. */
  larger(): SharedFingerprints {
    const { words } = this;
    const larger = new SharedFingerprints(new SharedArrayBuffer(this.bytesOfLarger));
    larger.header.set(this.header);
    larger.claims.set(this.claims.subarray(0, this.numbers - this.base));
    larger.base = this.base;
    for (let at = 0; at < words.length; at += wordsPerPlace) {
      if (words[at] !== FREE) larger.put(words[at], words[at + 1], words[at + 2]);
    }
    return larger;
  }

  /** Adds what belongs to no level any more. Only while no thread is at work on the set. */
  addOld(high: number, low: number): void {
    this.put(firstMark + Atomics.add(this.header, 0, 1), high, low);
  }

  private put(mark: number, high: number, low: number): void {
    const { words, mask } = this;
    let place = placeOf(high, low) & mask;
    while (words[wordsPerPlace * place] !== FREE) place = (place + 1) & mask;
    words[wordsPerPlace * place] = mark;
    words[wordsPerPlace * place + 1] = high;
    words[wordsPerPlace * place + 2] = low;
  }
}

const bytesOf = (places: number): number => 4 * (headerWords + (wordsPerPlace + 1) * places);

const placeOf = (high: number, low: number): number => low ^ Math.imul(high, 0x9e3779b1);
