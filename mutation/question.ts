import type { Batch } from './plan.ts';

/** What a worker is asked: to run the tests of a tree, then one mutant after another. */
export type Question =
  | { readonly root: string; readonly tests: readonly string[] }
  | {
      readonly path: string;
      readonly text: string;
      readonly batch: Batch;
      /** Milliseconds of the processor after which it gives up. */
      readonly deadline: number;
    };

/** `failed` is the first test that noticed. */
export type Answer = 'ready' | { readonly failed: string | null };

/** The exit code of a worker whose mutant does not end. */
export const TIMED_OUT = 124;
