import type { ExhaustiveOptions } from '../exhaustive-options.ts';
import type { PoolFactory } from './pool.ts';

export interface ParallelOptions extends ExhaustiveOptions {
  /** Threads that a large search may use, the calling one included. */
  readonly workers: number;
  /** Distinct states at which the other workers are started; 10,000 when left out. */
  readonly startWorkersFrom?: number;
  /** Distinct states from which on they are used, once they are ready; 30,000 when left out. */
  readonly parallelFrom?: number;
  /** Where the other workers come from; threads when left out. */
  readonly poolFactory?: PoolFactory;
}

export const startWorkersFromDefault = 10_000;
export const parallelFromDefault = 30_000;
