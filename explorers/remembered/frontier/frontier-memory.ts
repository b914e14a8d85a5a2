import type { PackedChunk } from '../../breadth-first/packed-rows.ts';

/** Bytes of a piece of memory. A row takes a few dozen. */
const chunkBytes = 2 ** 16;

/** Memory for frontiers, in pieces. What was read is used again. */
export class FrontierMemory {
  /** Bytes of all that there is: the most that was in use at any time. */
  bytes = 0;
  private readonly free: PackedChunk[] = [];

  /** An empty piece of at least so many bytes. */
  take(bytesMin: number): PackedChunk {
    const chunk = this.free.pop() ?? this.add(Math.max(chunkBytes, bytesMin));
    chunk.end = 0;
    return chunk;
  }

  private add(bytes: number): PackedChunk {
    this.bytes += bytes;
    return { bytes: new Uint8Array(new SharedArrayBuffer(bytes)), end: 0 };
  }

  /** Takes a piece back that was read. */
  give(chunk: PackedChunk): void {
    this.free.push(chunk);
  }
}
