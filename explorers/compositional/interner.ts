/** Numbers words from 0 on, in the order in which they first come, so that equal words are one number. */
export class Interner {
  private readonly numbers = new Map<string, number>();

  get size(): number {
    return this.numbers.size;
  }

  /** All words, each at its number. */
  all(): string[] {
    return [...this.numbers.keys()];
  }

  numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.numbers.set(word, this.numbers.size);
    return this.numbers.size - 1;
  }
}
