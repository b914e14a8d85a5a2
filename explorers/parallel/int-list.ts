/** A list of 32-bit integers that grows and is used again: for a level's worth of numbers without garbage. */
export class IntList {
  private items = new Int32Array(1024);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(item: number): void {
    if (this.count === this.items.length) {
      const items = new Int32Array(2 * this.count);
      items.set(this.items);
      this.items = items;
    }
    this.items[this.count] = item;
    this.count += 1;
  }

  at(index: number): number {
    return this.items[index];
  }

  set(index: number, item: number): void {
    this.items[index] = item;
  }

  /** Drops what is behind the first `length` items. */
  cut(length: number): void {
    this.count = length;
  }
}
