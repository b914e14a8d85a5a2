/** By how much a list grows that is full. */
const growth = 1.5;

/** A list of numbers that grows, without garbage: offsets do not fit into 32 bits. */
export class NumberList {
  private numbers = new Float64Array(1024);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(item: number): void {
    if (this.count === this.numbers.length) {
      const numbers = new Float64Array(Math.ceil(growth * this.count));
      numbers.set(this.numbers);
      this.numbers = numbers;
    }
    this.numbers[this.count] = item;
    this.count += 1;
  }

  at(index: number): number {
    return this.numbers[index];
  }

  set(index: number, item: number): void {
    this.numbers[index] = item;
  }

  /** Drops what is behind the first `length` items. */
  cut(length: number): void {
    this.count = length;
  }
}
