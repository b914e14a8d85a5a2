import { mixA, mixB } from '../../model/fingerprint.ts';
import { covers, elementsOf } from './footprints.ts';

/** Places to begin with, and at most: then a level and what it leads to fit in, in searches of half a million states. */
const placesFirst = 2 ** 10;
const placesMax = 2 ** 18;

/** Words of a place before its footprint: a digest of the state, and by what its fingerprint changes, in two halves each. */
const printWords = 4;

/** What the digest of no slots is: not that of a place where nothing is kept. */
const digestOfNothing: readonly [high: number, low: number] = [0x2545f491, 0x27220a95];

/**
 * By what the fingerprints of states that were looked at lately change when they are rewritten, and which slots that depends
 * on. Most states are met several times: steps lead to them, and then they are expanded. And most of them differ from others
 * in what their rewriting does not look at, such as what became of a send.
 *
 * So states are told apart by a digest, 64 bits as everywhere in a search, of what is in all slots that the rewriting of a state
 * has depended on so far. Of two that have the same place the later one stays.
 */
export class RewrittenPrints {
  /** By what the fingerprint of the state changes that was found last. */
  high = 0;
  low = 0;
  private readonly size: number;
  private places = placesFirst;
  private words: Int32Array;
  private kept = 0;
  /** The slots that go into the digest, as a set and one by one. */
  private readonly reads: Int32Array;
  private slots: readonly number[] = [];
  /** The digest of the state that was looked for last. */
  private digestHigh = 0;
  private digestLow = 0;

  /** @param width words that a footprint takes. */
  constructor(width: number) {
    this.size = printWords + width;
    this.words = new Int32Array(this.places * this.size);
    this.reads = new Int32Array(width);
  }

  /** Looks for the state of a vector. @param footprint becomes the slots that it depends on, where the state is found. */
  find(row: Int32Array, footprint: Int32Array): boolean {
    this.digest(row);
    const { words, place } = this;
    if (words[place] !== this.digestHigh || words[place + 1] !== this.digestLow) return false;
    this.high = words[place + 2];
    this.low = words[place + 3];
    for (let word = 0; word < footprint.length; word += 1) footprint[word] = words[place + printWords + word];
    return true;
  }

  /** Keeps by what the fingerprint of the state of a vector changes, and the slots that this depends on. */
  keep(row: Int32Array, by: { readonly high: number; readonly low: number }, footprint: Int32Array): void {
    if (!covers(this.reads, footprint)) this.lookAt(footprint);
    else if (2 * this.kept >= this.places && this.places < placesMax) this.grow();
    this.digest(row);
    const { words, place } = this;
    words[place] = this.digestHigh;
    words[place + 1] = this.digestLow;
    words[place + 2] = by.high;
    words[place + 3] = by.low;
    words.set(footprint, place + printWords);
    this.kept += 1;
  }

  /** From now on these slots go into the digest as well. */
  private lookAt(footprint: Int32Array): void {
    for (let word = 0; word < footprint.length; word += 1) this.reads[word] |= footprint[word];
    this.slots = elementsOf(this.reads);
    // What is there has digests of fewer slots.
    this.words.fill(0);
    this.kept = 0;
  }

  /** Each state has one of two places now, of which it is looked for in one: what is in both is known as before. */
  private grow(): void {
    const { words } = this;
    this.places *= 2;
    this.words = new Int32Array(2 * words.length);
    this.words.set(words);
    this.words.set(words, words.length);
  }

  private digest(row: Int32Array): void {
    const { slots } = this;
    let [high, low] = digestOfNothing;
    for (let index = 0; index < slots.length; index += 1) {
      const number = row[slots[index]];
      high = mixA(high, number, low);
      low = mixB(low, number, high);
    }
    this.digestHigh = high;
    this.digestLow = low;
  }

  private get place(): number {
    return (this.digestLow & (this.places - 1)) * this.size;
  }
}
