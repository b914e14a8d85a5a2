/** Bytes of a piece of memory. A row takes a few dozen. */
const chunkBytes = 2 ** 16;

/** A piece of memory that several threads can read, filled up to `end`. */
export interface FrontierChunk {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  end: number;
}

/** Memory for frontiers, in pieces. What was read is used again. */
export class FrontierMemory {
  /** Bytes of all that there is: the most that was in use at any time. */
  bytes = 0;
  private readonly free: FrontierChunk[] = [];

  /** An empty piece of at least so many bytes. */
  take(bytesMin: number): FrontierChunk {
    const chunk = this.free.pop() ?? this.add(Math.max(chunkBytes, bytesMin));
    chunk.end = 0;
    return chunk;
  }

  private add(bytes: number): FrontierChunk {
    this.bytes += bytes;
    return { bytes: new Uint8Array(new SharedArrayBuffer(bytes)), end: 0 };
  }

  /** Takes a piece back that was read. */
  give(chunk: FrontierChunk): void {
    this.free.push(chunk);
  }
}
