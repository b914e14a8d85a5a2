/** Rows that are kept in one piece of memory. */
const rowsPerChunk = 2048;

/** Vectors in the order in which they were added, to be read once each in that order. Memory that was read is used again. */
export class Frontier {
  readonly width: number;
  length = 0;
  private chunks: Int32Array[] = [];
  private readonly free: Int32Array[];

  constructor(width: number, free: Int32Array[] = []) {
    this.width = width;
    this.free = free;
  }

  /** Adds a copy of a vector. */
  push(row: Int32Array): void {
    const at = this.length % rowsPerChunk;
    if (at === 0) this.chunks.push(this.free.pop() ?? new Int32Array(rowsPerChunk * this.width));
    this.chunks[this.chunks.length - 1].set(row, at * this.width);
    this.length += 1;
  }

  /** The memory that has vector number `index`, and where it begins there. */
  chunk(index: number): Int32Array {
    return this.chunks[Math.floor(index / rowsPerChunk)];
  }

  start(index: number): number {
    return (index % rowsPerChunk) * this.width;
  }

  /** An empty one that uses the memory of this one, whose vectors are read. */
  next(): Frontier {
    this.free.push(...this.chunks);
    this.chunks = [];
    return new Frontier(this.width, this.free);
  }
}
