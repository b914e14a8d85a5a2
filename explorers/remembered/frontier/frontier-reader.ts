import type { PackedChunk } from '../../breadth-first/packed-rows.ts';
import { addTo } from '../vectors/footprints.ts';
import type { FrontierMemory } from './frontier-memory.ts';

/** Reads the vectors of a frontier, one after the other. */
export class FrontierReader {
  private readonly chunks: readonly PackedChunk[];
  private readonly memory: FrontierMemory | null;
  private index = 0;
  private at = 0;

  /** @param memory takes the memory that is read; null where it is to be read again. */
  constructor(chunks: readonly PackedChunk[], memory: FrontierMemory | null) {
    this.chunks = chunks;
    this.memory = memory;
  }

  /**
   * Makes `row`, which is the vector before, the next one, and adds to `changed` in which slots the two differ. Before the
   * first one it may be any.
   */
  next(row: Int32Array, changed: Int32Array): void {
    if (this.at === this.chunks[this.index].end) this.leave();
    const { bytes } = this.chunks[this.index];
    const width = row.length - 2;
    let { at } = this;
    let slot = -1;
    for (;;) {
      let byte = bytes[at];
      at += 1;
      if (byte === 0) break;
      let distance = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at];
        distance |= (byte & 0x7f) << shift;
        at += 1;
      }
      slot += distance;
      byte = bytes[at];
      at += 1;
      let component = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at];
        component |= (byte & 0x7f) << shift;
        at += 1;
      }
      if (row[slot] === component) continue;
      row[slot] = component;
      addTo(changed, 0, slot);
    }
    row[width] = wordAt(bytes, at);
    row[width + 1] = wordAt(bytes, at + 4);
    this.at = at + 8;
  }

  private leave(): void {
    this.memory?.give(this.chunks[this.index]);
    this.index += 1;
    this.at = 0;
  }

  /** Gives up the memory that is left. */
  end(): void {
    for (; this.index < this.chunks.length; this.index += 1) this.memory?.give(this.chunks[this.index]);
  }
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
