/** Places to begin with, and at most: then a level and what it leads to fit in, in searches of half a million states. */
const placesFirst = 2 ** 10;
const placesMax = 2 ** 17;

/** Words of a place before its footprint: a fingerprint, and by what it changes, in two halves each. */
const printWords = 4;

/**
 * By what the fingerprints of states that were looked at lately change when they are rewritten, and which slots that depends
 * on. Most states are met several times: steps lead to them, and then they are expanded.
 *
 * States are told apart by their fingerprints, as everywhere in a search. Of two that have the same place the later one stays.
 */
export class RewrittenPrints {
  /** By what the fingerprint of the state changes that was found last. */
  high = 0;
  low = 0;
  private readonly size: number;
  private places = placesFirst;
  private words: Int32Array;
  private kept = 0;

  /** @param width words that a footprint takes. */
  constructor(width: number) {
    this.size = printWords + width;
    this.words = new Int32Array(this.places * this.size);
  }

  /** Looks for the state with this fingerprint. @param footprint becomes the slots that it depends on, where the state is found. */
  find(high: number, low: number, footprint: Int32Array): boolean {
    const { words } = this;
    const at = this.placeOf(low);
    if (words[at] !== high || words[at + 1] !== low) return false;
    this.high = words[at + 2];
    this.low = words[at + 3];
    for (let word = 0; word < footprint.length; word += 1) footprint[word] = words[at + printWords + word];
    return true;
  }

  /** Keeps by what the fingerprint of a state changes, and the slots that this depends on. */
  keep(high: number, low: number, by: { readonly high: number; readonly low: number }, footprint: Int32Array): void {
    if (this.kept === this.places && this.places < placesMax) {
      this.places *= 2;
      this.words = new Int32Array(this.places * this.size);
      this.kept = 0;
    }
    const { words } = this;
    const at = this.placeOf(low);
    words[at] = high;
    words[at + 1] = low;
    words[at + 2] = by.high;
    words[at + 3] = by.low;
    words.set(footprint, at + printWords);
    this.kept += 1;
  }

  private placeOf(low: number): number {
    return (low & (this.places - 1)) * this.size;
  }
}
