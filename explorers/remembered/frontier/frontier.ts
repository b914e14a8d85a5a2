import type { PackedChunk } from '../../breadth-first/packed-rows.ts';
import { FrontierMemory } from './frontier-memory.ts';
import { FrontierReader } from './frontier-reader.ts';

/**
 * Vectors with their fingerprints in the order in which they were added, to be read in that order.
 *
 * Of each is kept in which slots it differs from the one before, and the components there: neighbours have much in common.
 * For every such slot the distance from the last one and the component, both in groups of seven bits; then a zero; then
 * the eight bytes of the fingerprint.
 */
export class Frontier {
  length = 0;
  readonly memory: FrontierMemory;
  readonly chunks: PackedChunk[] = [];
  private readonly width: number;
  private chunk: PackedChunk | null = null;
  /** The vector added last, and the slots in which the next one may differ from it. */
  private readonly last: Int32Array;
  private readonly touched: Int32Array;

  /** @param width slots of a vector. */
  constructor(width: number, memory = new FrontierMemory()) {
    this.width = width;
    this.memory = memory;
    this.last = new Int32Array(width).fill(-1);
    this.touched = new Int32Array(Math.ceil(width / 32)).fill(-1);
  }

  /** What is pushed from now on may differ in these slots from what was pushed before. */
  touch(slots: Int32Array): void {
    const { touched } = this;
    for (let word = 0; word < touched.length; word += 1) touched[word] |= slots[word];
  }

  /**
   * Adds a vector, which the two halves of its fingerprint follow.
   *
   * @param written the slots in which it differs from the vector that the last one was made from as well, once that was
   *   touched.
   */
  push(row: Int32Array, written: Int32Array): void {
    const { touched, last, width } = this;
    const chunk = this.chunkWithRoom();
    const { bytes } = chunk;
    let at = chunk.end;
    let before = -1;
    for (let word = 0; word < touched.length; word += 1) {
      let bits = touched[word] | written[word];
      touched[word] = written[word];
      while (bits !== 0) {
        const slot = 32 * word + 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        if (slot >= width) break;
        const component = row[slot];
        if (component === last[slot]) continue;
        last[slot] = component;
        at = writeNumber(bytes, at, slot - before);
        at = writeNumber(bytes, at, component);
        before = slot;
      }
    }
    bytes[at] = 0;
    writeWord(bytes, at + 1, row[width]);
    writeWord(bytes, at + 5, row[width + 1]);
    chunk.end = at + 9;
    this.length += 1;
  }

  private chunkWithRoom(): PackedChunk {
    // The longest row: seven bytes for every slot, and the fingerprint.
    const longest = 7 * this.width + 9;
    let { chunk } = this;
    if (chunk === null || chunk.end + longest > chunk.bytes.length) {
      chunk = this.memory.take(longest);
      this.chunk = chunk;
      this.chunks.push(chunk);
    }
    return chunk;
  }

  /** Reads it from its beginning. @param isLast whether its memory may be used again as soon as it is read. */
  reader(isLast: boolean): FrontierReader {
    return new FrontierReader(this.chunks, isLast ? this.memory : null);
  }

  /** An empty one, which takes its memory from the same place. */
  next(): Frontier {
    return new Frontier(this.width, this.memory);
  }
}

function writeNumber(bytes: Uint8Array, from: number, number: number): number {
  let at = from;
  let rest = number;
  for (; rest >= 0x80; rest >>>= 7) {
    bytes[at] = rest | 0x80;
    at += 1;
  }
  bytes[at] = rest;
  return at + 1;
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word;
  bytes[at + 1] = word >>> 8;
  bytes[at + 2] = word >>> 16;
  bytes[at + 3] = word >>> 24;
}
