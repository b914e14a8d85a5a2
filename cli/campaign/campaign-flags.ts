import type { Shard } from '../../campaign/work/shard.ts';

/** The options of `campaign work`. */
export interface WorkFlags {
  readonly shard?: Shard;
  readonly out?: string;
  readonly workers?: number;
  readonly memory?: number;
  readonly quiet?: boolean;
  readonly queue?: string;
  /** Milliseconds. */
  readonly lostAfter?: number;
  readonly retry?: boolean;
}
