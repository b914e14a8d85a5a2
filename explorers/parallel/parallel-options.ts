import type { ExhaustiveOptions } from '../exhaustive-options.ts';
import type { PoolFactory } from './pool.ts';

export interface ParallelOptions extends ExhaustiveOptions {
  /** Threads that a large search may use, the calling one included. */
  readonly workers: number;
  /**
   * Distinct states at which the other workers are started; when left out, 10,000, and where rules are remembered and nothing is left
   * out 100,000.
   */
  readonly startWorkersFrom?: number;
  /** Distinct states from which on they are used, once they are ready; as many when left out. */
  readonly parallelFrom?: number;
  /** States of a level from which on it is dealt out evenly again; 1000 when left out. */
  readonly rebalanceFrom?: number;
  /** Where the other workers come from; threads when left out. */
  readonly poolFactory?: PoolFactory;
}
