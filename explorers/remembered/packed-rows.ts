import type { FrontierChunk } from './frontier-memory.ts';

/** Vectors of one thread, for another one. */
export interface PackedRows {
  /** Whose numbers its components have. */
  readonly from: number;
  readonly rows: number;
  readonly chunks: readonly FrontierChunk[];
  /** Components by kind, in the order of their numbers: those that the other thread was not told of yet. */
  readonly components: readonly (readonly unknown[])[];
}
