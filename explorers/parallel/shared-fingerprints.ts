import { anticipate, placeOf } from '../breadth-first/place-of.ts';

/** A place is three words. */
const wordsPerPlace = 3;
const CLAIM = 0;
const HIGH = 1;
const LOW = 2;

/**
 * Claims of a place where nothing is, and of one that somebody is writing. Any other is the number of a parent, and two; or
 * what is negative, where the state's own number is known: that, as `~number`.
 */
const FREE = 0;
const BUSY = 1;
const claimsFrom = 2;

/** How full the set may get before it has to be replaced: linear probing stays short below it. */
const loadMax = 0.75;
const growth = 1.5;

/** Large enough that what all workers discover between two looks at how full it is fits in above `loadMax`. */
const placesMin = 2 ** 18;

/**
 * A set of 64-bit fingerprints that several threads fill at the same time, and that settles who comes first: 16 to 24 bytes
 * an element.
 *
 * Open addressing with linear probing, in shared memory. Whoever turns the claim of a place from FREE to BUSY owns it; it
 * writes the fingerprint, and then the claim, which publishes it. Whoever meets BUSY waits for that moment, a few
 * instructions away, so that a fingerprint is compared as a whole or not at all: two with an equal half are two, and one
 * that two threads bring at once is added once.
 *
 * The claim is the least parent that has claimed a discovery: of all states that lead to it the one with the least number,
 * which is the one that a single thread would come to first. Whoever has put it there, by compare-and-swap, is the owner of
 * the discovery. Only states of the level that is being expanded are parents: a claim of a lower number is of an earlier level.
 */
export class SharedFingerprints {
  readonly buffer: SharedArrayBuffer;
  /** The place of the fingerprint that was claimed last, with or without success. */
  latest = -1;
  /** Read by nobody: see `anticipate`. */
  protected anticipated = 0;
  private readonly words: Int32Array;
  private readonly places: number;

  /** The set that `buffer` holds. */
  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
    this.places = this.words.length / wordsPerPlace;
  }

  /** An empty set for at least this many fingerprints. */
  static ofCapacity(capacity: number): SharedFingerprints {
    return SharedFingerprints.ofPlaces(Math.ceil(Math.max(placesMin, capacity / loadMax)));
  }

  /** A set that no fingerprint is to be added to. */
  static none(): SharedFingerprints {
    return SharedFingerprints.ofPlaces(0);
  }

  private static ofPlaces(places: number): SharedFingerprints {
    return new SharedFingerprints(new SharedArrayBuffer(4 * wordsPerPlace * places));
  }

  /** How many fingerprints it may hold before it has to be replaced by `larger`. */
  get capacity(): number {
    return Math.floor(loadMax * this.places);
  }

  /** Bytes of the set, and of the smaller one while it is copied. */
  get bytes(): number {
    return (1 + 1 / growth) * this.buffer.byteLength;
  }

  /** Bytes of the set that `larger` makes. */
  get bytesLarger(): number {
    return growth * this.buffer.byteLength;
  }

  /** Has the places of these at hand, each two signed integers, for when they are claimed. */
  anticipate(fingerprints: Int32Array): void {
    this.anticipated = anticipate(this.words, wordsPerPlace, fingerprints);
  }

  /**
   * Claims a fingerprint for the parent with this number, in a level whose first state has the number `first`. Its halves are
   * signed here: passed as the integers that they are, they cost no memory on the most frequent call that there is.
   *
   * Returns its place when it is a discovery of this level that no lower or equal parent has claimed; otherwise -1. The
   * caller has claimed it for good when `owner` says so at the end of the level.
   */
  claim(high: number, low: number, parent: number, first: number): number {
    const { words, places } = this;
    let place = placeOf(high, low, places);
    for (let probes = 0; probes < places; probes += 1) {
      const at = wordsPerPlace * place;
      // Each is read once. A word that is not zero is what it will always be: most places are known to be another's at once.
      const highThen = words[at + HIGH];
      const lowThen = words[at + LOW];
      if ((highThen === high && lowThen === low) || highThen === 0 || lowThen === 0) {
        let found = Atomics.load(words, at + CLAIM);
        if (found === FREE) {
          found = Atomics.compareExchange(words, at + CLAIM, FREE, BUSY);
          if (found === FREE) {
            words[at + HIGH] = high;
            words[at + LOW] = low;
            Atomics.store(words, at + CLAIM, parent + claimsFrom);
            this.latest = place;
            return place;
          }
        }
        while (found === BUSY) found = Atomics.load(words, at + CLAIM);
        if (words[at + HIGH] === high && words[at + LOW] === low) {
          this.latest = place;
          return found >= first + claimsFrom && this.lower(at + CLAIM, found, parent) ? place : -1;
        }
      }
      place += 1;
      if (place === places) place = 0;
    }
    throw new RangeError('the set of fingerprints is full');
  }

  /** Makes the claim this parent's, where it is lower than what was found there. */
  private lower(at: number, found: number, parent: number): boolean {
    const { words } = this;
    let claim = found;
    while (parent + claimsFrom < claim) {
      const before = Atomics.compareExchange(words, at, claim, parent + claimsFrom);
      if (before === claim) return true;
      claim = before;
    }
    return false;
  }

  /** The least parent that has claimed the discovery at this place. */
  owner(place: number): number {
    return this.words[wordsPerPlace * place + CLAIM] - claimsFrom;
  }

  /** Whether what is at this place was discovered in the level whose first state has this number. */
  isPending(place: number, first: number): boolean {
    return this.words[wordsPerPlace * place + CLAIM] >= first + claimsFrom;
  }

  /** The number of a state of an earlier level, once it was noted. */
  numberAt(place: number): number {
    return ~this.words[wordsPerPlace * place + CLAIM];
  }

  /** Notes a state's number where its claim was, which is settled. */
  noteNumber(place: number, number: number): void {
    this.words[wordsPerPlace * place + CLAIM] = ~number;
  }

  /** The place here of what is at `place` in the set that this one replaces. */
  placeFrom(smaller: SharedFingerprints, place: number): number {
    const at = wordsPerPlace * place;
    return this.find(smaller.words[at + HIGH], smaller.words[at + LOW]);
  }

  /** A larger set with everything that is in this one. Only while no thread is at work on it. */
  larger(): SharedFingerprints {
    const { words } = this;
    const larger = SharedFingerprints.ofPlaces(Math.ceil(growth * this.places));
    for (let at = 0; at < words.length; at += wordsPerPlace) {
      if (words[at + CLAIM] !== FREE) larger.put(words[at + CLAIM], words[at + HIGH], words[at + LOW]);
    }
    return larger;
  }

  /** Adds what was discovered before, with its number. Only while no thread is at work on the set. */
  addOld(high: number, low: number, number: number): void {
    this.put(~number, high | 0, low | 0);
  }

  private put(claim: number, high: number, low: number): void {
    const { words } = this;
    const at = wordsPerPlace * this.find(high, low);
    words[at + CLAIM] = claim;
    words[at + HIGH] = high;
    words[at + LOW] = low;
  }

  /** The place of a fingerprint, or the free one where it belongs. */
  private find(high: number, low: number): number {
    const { words, places } = this;
    let place = placeOf(high, low, places);
    for (;;) {
      const at = wordsPerPlace * place;
      if (words[at + CLAIM] === FREE || (words[at + HIGH] === high && words[at + LOW] === low)) return place;
      place += 1;
      if (place === places) place = 0;
    }
  }
}
