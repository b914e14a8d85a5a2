/** A piece of memory that several threads can read, filled up to `end`. */
export interface PackedChunk {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  end: number;
}

/** Vectors of one thread, for another one that hears its log. */
export interface PackedRows {
  /** Whose numbers its components have. */
  readonly from: number;
  readonly rows: number;
  readonly chunks: readonly PackedChunk[];
}
