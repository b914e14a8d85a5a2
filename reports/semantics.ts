import type { Semantics } from './verdict.ts';

/** Every delivery semantics, the weakest first. */
export const SEMANTICS: readonly Semantics[] = ['none', 'at-most-once', 'at-least-once', 'exactly-once'];

/**
 * The lattice: what a setup gives besides the semantics itself. `exactly-once` is the top, `none` the bottom, and the
 * two in between do not compare.
 */
const ALSO_GIVES: Readonly<Record<Semantics, readonly Semantics[]>> = {
  none: [],
  'at-most-once': ['none'],
  'at-least-once': ['none'],
  'exactly-once': ['at-least-once', 'at-most-once', 'none'],
};

/** The guarantees that each semantics rests on, whatever else the setup breaks. */
const RESTS_ON: Readonly<Record<Semantics, readonly string[]>> = {
  none: [],
  'at-most-once': ['no-duplicates'],
  'at-least-once': ['no-loss'],
  'exactly-once': [
    'no-loss',
    'no-duplicates',
    'read-committed-visibility',
    'atomic-transaction',
    'offsets-with-records',
    'zombie-fencing',
  ],
};

/** Whether a setup that gives `given` is good enough for somebody who requires `required`. */
export function satisfies(given: Semantics, required: Semantics): boolean {
  return given === required || ALSO_GIVES[given].includes(required);
}

/** Whether `required` cannot be had while the guarantee is violated. Without a requirement every guarantee counts. */
export function bearsOn(guarantee: string, required: Semantics | undefined): boolean {
  return required === undefined || RESTS_ON[required].includes(guarantee);
}

/** Whether a word names a semantics. */
export function isSemantics(word: string): word is Semantics {
  return (SEMANTICS as readonly string[]).includes(word);
}
