import type { SearchResult } from './search-result.ts';

export interface ExhaustiveResult<Action> extends SearchResult<Action> {
  readonly distinct: number;
  /** Successors computed, the initial state included: what TLC calls states generated. */
  readonly generated: number;
  /** States on the longest shortest path, the initial one included. */
  readonly depth: number;
  /** Whether the whole scope was searched; a proof only then. */
  readonly complete: boolean;
  /** Expected number of distinct states that were taken for one another: n(n-1)/2 pairs, each at 2^-64. */
  readonly expectedCollisions: number;
  /** Threads that searched. */
  readonly workers: number;
  /** Bytes that were kept at most of all states, their fingerprints and ways back, besides the states in work. */
  readonly bytes: number;
}

/** Expected number of states taken for one another: n(n-1)/2 pairs, each with equal fingerprints at 2^-64. */
export const collisionsExpected = (distinct: number): number => (distinct * (distinct - 1)) / 2 ** 65;
