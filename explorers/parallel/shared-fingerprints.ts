/** A place is four words: 16 bytes, so that it lies in one cache line. */
const wordsPerPlace = 4;
const MARK = 0;
const CLAIM = 1;
const HIGH = 2;
const LOW = 3;

/** Marks of a place where nothing is, and of one that somebody is writing; any other is that of a level. */
const FREE = 0;
const BUSY = 1;
/** The mark of what was discovered before the set was shared; those of later levels are larger. */
export const OLD = 2;

/** How full the set may get before it has to be replaced: linear probing stays short below it. */
const loadMax = 0.6;

/** Large enough that what all workers discover between two looks at how full it is fits in above `loadMax`. */
const placesMin = 2 ** 18;

/**
 * A set of 64-bit fingerprints that several threads fill at the same time, and that settles who comes first.
 *
 * Open addressing with linear probing, in shared memory. Whoever turns the mark of a place from FREE to BUSY owns it; it
 * writes the claim and the fingerprint, and then the mark of the level, which publishes them. Whoever meets BUSY waits
 * for that moment, a few instructions away, so that a fingerprint is compared as a whole or not at all: two with an
 * equal half are two, and one that two threads bring at once is added once.
 *
 * The claim is the least index that has claimed a discovery of the current level. The discovery index of a state is its
 * place in its level, and of all states that lead to a discovery the one of the least index is its parent: the one that a
 * single thread would come to first. Whoever has put it there, by compare-and-swap, is the owner of the discovery.
 */
export class SharedFingerprints {
  readonly buffer: SharedArrayBuffer;
  /** The place of the fingerprint that was claimed last, with or without success. */
  latest = -1;
  private readonly words: Int32Array;
  private readonly mask: number;

  /** The set that `buffer` holds. */
  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
    this.mask = this.words.length / wordsPerPlace - 1;
  }

  /** An empty set for at least this many fingerprints. */
  static ofCapacity(capacity: number): SharedFingerprints {
    return SharedFingerprints.ofPlaces(2 ** Math.ceil(Math.log2(Math.max(placesMin, capacity / loadMax))));
  }

  private static ofPlaces(places: number): SharedFingerprints {
    return new SharedFingerprints(new SharedArrayBuffer(4 * wordsPerPlace * places));
  }

  /** How many fingerprints it may hold before it has to be replaced by `larger`. */
  get capacity(): number {
    return Math.floor(loadMax * (this.mask + 1));
  }

  /** Bytes of the set, and of the smaller one while it is copied. */
  get bytes(): number {
    return 1.5 * this.buffer.byteLength;
  }

  /**
   * Claims a fingerprint for the parent at this index, in the level with this mark. Its halves are signed here: passed as
   * the integers that they are, they cost no memory on the most frequent call that there is.
   *
   * Returns its place when it is a discovery of this level that nobody of a lower or equal index has claimed; otherwise
   * -1. The caller has claimed it for good when `owner` says so at the end of the level.
   */
  claim(high: number, low: number, index: number, level: number): number {
    const { words, mask } = this;
    let place = placeOf(high, low) & mask;
    for (let probes = 0; probes <= mask; probes += 1) {
      const at = wordsPerPlace * place;
      let found = Atomics.load(words, at);
      if (found === FREE) {
        found = Atomics.compareExchange(words, at, FREE, BUSY);
        if (found === FREE) {
          words[at + CLAIM] = index;
          words[at + HIGH] = high;
          words[at + LOW] = low;
          Atomics.store(words, at, level);
          this.latest = place;
          return place;
        }
      }
      while (found === BUSY) found = Atomics.load(words, at);
      if (words[at + HIGH] === high && words[at + LOW] === low) {
        this.latest = place;
        return found === level && this.lower(at + CLAIM, index) ? place : -1;
      }
      place = (place + 1) & mask;
    }
    throw new RangeError('the set of fingerprints is full');
  }

  /** Makes the claim this index, where it is lower. */
  private lower(at: number, index: number): boolean {
    const { words } = this;
    let owner = Atomics.load(words, at);
    while (index < owner) {
      const before = Atomics.compareExchange(words, at, owner, index);
      if (before === owner) return true;
      owner = before;
    }
    return false;
  }

  /** The least index that has claimed the discovery at this place. */
  owner(place: number): number {
    return this.words[wordsPerPlace * place + CLAIM];
  }

  /** Whether what is at this place was discovered in this level. */
  isOf(level: number, place: number): boolean {
    return Atomics.load(this.words, wordsPerPlace * place) === level;
  }

  /** The number of a state of an earlier level, once it was noted there. */
  numberAt(place: number): number {
    return this.words[wordsPerPlace * place + CLAIM];
  }

  /** Notes a state's number where its claim was, which is settled. */
  noteNumber(place: number, number: number): void {
    this.words[wordsPerPlace * place + CLAIM] = number;
  }

  /** The place here of what is at `place` in the set that this one replaces. */
  placeFrom(smaller: SharedFingerprints, place: number): number {
    const at = wordsPerPlace * place;
    return this.find(smaller.words[at + HIGH], smaller.words[at + LOW]);
  }

  /** A set of twice the size with everything that is in this one. Only while no thread is at work on it. */
  larger(): SharedFingerprints {
    const { words } = this;
    const larger = SharedFingerprints.ofPlaces(2 * (this.mask + 1));
    for (let at = 0; at < words.length; at += wordsPerPlace) {
      if (words[at] !== FREE) larger.put(words[at], words[at + CLAIM], words[at + HIGH], words[at + LOW]);
    }
    return larger;
  }

  /** Adds what was discovered before, with its number. Only while no thread is at work on the set. */
  addOld(high: number, low: number, number: number): void {
    this.put(OLD, number, high | 0, low | 0);
  }

  private put(mark: number, claim: number, high: number, low: number): void {
    const { words } = this;
    const at = wordsPerPlace * this.find(high, low);
    words[at + MARK] = mark;
    words[at + CLAIM] = claim;
    words[at + HIGH] = high;
    words[at + LOW] = low;
  }

  /** The place of a fingerprint, or the free one where it belongs. */
  private find(high: number, low: number): number {
    const { words, mask } = this;
    let place = placeOf(high, low) & mask;
    for (;;) {
      const at = wordsPerPlace * place;
      if (words[at] === FREE || (words[at + HIGH] === high && words[at + LOW] === low)) return place;
      place = (place + 1) & mask;
    }
  }
}

const placeOf = (high: number, low: number): number => low ^ Math.imul(high, 0x9e3779b1);
