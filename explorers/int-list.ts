/** By how much a list grows that is full. */
const growth = 1.5;

/** A list of 32-bit integers that grows and is used again: many numbers without garbage. */
export class IntList {
  private words = new Int32Array(1024);
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Bytes of the list, and of the smaller one while it is copied. */
  get bytes(): number {
    return (1 + 1 / growth) * this.words.byteLength;
  }

  push(item: number): void {
    if (this.count === this.words.length) {
      const words = new Int32Array(Math.ceil(growth * this.count));
      words.set(this.words);
      this.words = words;
    }
    this.words[this.count] = item;
    this.count += 1;
  }

  at(index: number): number {
    return this.words[index];
  }

  set(index: number, item: number): void {
    this.words[index] = item;
  }

  /** Drops what is behind the first `length` items. */
  cut(length: number): void {
    this.count = length;
  }

  /** The items, in the list's own memory. */
  items(): Int32Array {
    return this.words.subarray(0, this.count);
  }
}
