import { mixA, mixB } from '../../model/fingerprint.ts';
import { elementsOf, isSame } from './vectors/footprints.ts';

/** Places to begin with, and at most: then a level and what it leads to fit in, in searches of half a million states. */
const placesFirst = 2 ** 10;
const placesMax = 2 ** 18;

/** Words of a place: a digest of the state, and by what its fingerprint changes, in two halves each. */
const placeWords = 4;

/** Places for what states have in the slots that all footprints have in common, and their words: a digest, and a set of kinds. */
const commonPlaces = 2 ** 16;
const commonWords = 3;

/** Footprints that are told apart, so that a set of them is a word: a cluster has some twenty. What depends on yet another is not kept. */
const kindsMax = 32;

/** What the digest of no slots is: not that of a place where nothing is kept. */
const nothingHigh = 0x2545f491;
const nothingLow = 0x27220a95;

/** States whose rewriting depends on the same slots. */
interface Kind {
  /** Goes into their digests, so that the same numbers in other slots have another. */
  readonly number: number;
  readonly footprint: Int32Array;
  /** The slots, but for those that all kinds have in common. */
  slots: readonly number[];
}

/**
 * By what the fingerprints of states that were looked at lately change when they are rewritten, and which slots that depends
 * on. Most states are met several times: steps lead to them, and then they are expanded. And most of them differ from others
 * in what their rewriting does not look at, such as what became of a send.
 *
 * What a rewriting looks at next depends on what it has seen alone. So a state is known by another one that is as it is in all
 * slots that the other's rewriting has depended on. It is looked for by a digest of these, 64 bits as everywhere in a search,
 * once for each footprint that there has been with what it has in the slots that all footprints have in common: one or two. Of
 * two states that have the same place the later one stays.
 */
export class RewrittenPrints {
  /** By what the fingerprint of the state changes that was found last. */
  high = 0;
  low = 0;
  private places = placesFirst;
  private words = new Int32Array(placesFirst * placeWords);
  private kept = 0;
  private readonly kinds: Kind[] = [];
  /** The slots that all kinds depend on, and of which kinds states are by what these have in them. */
  private common: readonly number[] = [];
  private readonly commonKinds = new Int32Array(commonPlaces * commonWords);
  /** The digest that was made last. */
  private digestHigh = 0;
  private digestLow = 0;

  /** Looks for the state of a vector. @param footprint becomes the slots that it depends on, where the state is found. */
  find(row: Int32Array, footprint: Int32Array): boolean {
    const { commonKinds } = this;
    this.digest(nothingHigh, nothingLow, this.common, row);
    const { digestHigh: high, digestLow: low, commonPlace } = this;
    if (commonKinds[commonPlace] !== high || commonKinds[commonPlace + 1] !== low) return false;
    for (let left = commonKinds[commonPlace + 2]; left !== 0; left &= left - 1) {
      const kind = this.kinds[31 - Math.clz32(left & -left)];
      this.digest(high ^ kind.number, low, kind.slots, row);
      const { words, place } = this;
      if (words[place] !== this.digestHigh || words[place + 1] !== this.digestLow) continue;
      this.high = words[place + 2];
      this.low = words[place + 3];
      footprint.set(kind.footprint);
      return true;
    }
    return false;
  }

  /** Keeps by what the fingerprint of the state of a vector changes, and the slots that this depends on. */
  keep(row: Int32Array, by: { readonly high: number; readonly low: number }, footprint: Int32Array): void {
    const kind = this.kindOf(footprint);
    if (kind === undefined) return;
    if (2 * this.kept >= this.places && this.places < placesMax) this.grow();
    this.digest(nothingHigh, nothingLow, this.common, row);
    this.noteKind(kind);
    this.digest(this.digestHigh ^ kind.number, this.digestLow, kind.slots, row);
    const { words, place } = this;
    words[place] = this.digestHigh;
    words[place + 1] = this.digestLow;
    words[place + 2] = by.high;
    words[place + 3] = by.low;
    this.kept += 1;
  }

  /** The state whose digest of common slots was made last is of this kind. */
  private noteKind({ number }: Kind): void {
    const { commonKinds, commonPlace, digestHigh, digestLow } = this;
    if (commonKinds[commonPlace] !== digestHigh || commonKinds[commonPlace + 1] !== digestLow) {
      commonKinds[commonPlace] = digestHigh;
      commonKinds[commonPlace + 1] = digestLow;
      commonKinds[commonPlace + 2] = 0;
    }
    commonKinds[commonPlace + 2] |= 1 << number;
  }

  private kindOf(footprint: Int32Array): Kind | undefined {
    const { kinds } = this;
    const known = kinds.find((kind) => isSame(kind.footprint, footprint));
    if (known !== undefined || kinds.length === kindsMax) return known;
    const added: Kind = { number: kinds.length, footprint: footprint.slice(), slots: [] };
    kinds.push(added);
    const shared = footprint.map((_, index) => kinds.reduce((word, kind) => word & kind.footprint[index], -1));
    this.common = elementsOf(shared);
    for (const kind of kinds) kind.slots = elementsOf(kind.footprint.map((word, index) => word & ~shared[index]));
    // What is there has digests of other slots in common.
    this.words.fill(0);
    this.commonKinds.fill(0);
    this.kept = 0;
    return added;
  }

  /** Each state has one of two places now, of which it is looked for in one: what is in both is known as before. */
  private grow(): void {
    const { words } = this;
    this.places *= 2;
    this.words = new Int32Array(2 * words.length);
    this.words.set(words);
    this.words.set(words, words.length);
  }

  /** Goes on with a digest by what is in some slots. */
  private digest(from: number, and: number, slots: readonly number[], row: Int32Array): void {
    let high = from;
    let low = and;
    for (let index = 0; index < slots.length; index += 1) {
      const number = row[slots[index]];
      high = mixA(high, number, low);
      low = mixB(low, number, high);
    }
    this.digestHigh = high;
    this.digestLow = low;
  }

  private get place(): number {
    return (this.digestLow & (this.places - 1)) * placeWords;
  }

  private get commonPlace(): number {
    return (this.digestLow & (commonPlaces - 1)) * commonWords;
  }
}
