import type { FrontierChunk } from './frontier-memory.ts';

/** Vectors of one thread, for another one that hears its log. */
export interface PackedRows {
  /** Whose numbers its components have. */
  readonly from: number;
  readonly rows: number;
  readonly chunks: readonly FrontierChunk[];
}
