import type { RunResult, Unrepeated } from '../run-result.ts';
import type { Expected } from '../verdict/expected.ts';
import type { Difference } from './repeatable.ts';
import type { Tried } from './tried.ts';

/** A part of a search. */
export type Part =
  | 'remembered'
  | 'no fault'
  | 'one fault'
  | 'one by one'
  | 'SIGTERM and a crash'
  | 'two faults'
  | 'three faults'
  | 'walks';

/** What was seen once, and in which run. */
export interface Once extends Unrepeated {
  readonly tried: Tried;
}

/** How far a part of the search went. */
export interface Extent {
  readonly runs: number;
  /** How many there would have been. */
  readonly of: number;
  /** How many others come to the same as one of these, or of an earlier part, and were not run; left out where there are none. */
  readonly equal?: number;
  /** How many cannot happen any more: the trial does not allow their faults, or the point of one does not come. They count as not tried. */
  readonly gone?: number;
}

/** What a search came to. */
export interface Searched {
  readonly base: RunResult;
  /** What runs were judged by. */
  readonly expected: Expected;
  /** What they should have been judged by: records that had an outcome in one of them. The same where that is nothing new. */
  readonly wider: Expected;
  readonly tried: readonly Tried[];
  readonly extents: Readonly<Partial<Record<Part, Extent>>>;
  /** What was seen in one run of a job and not in another. */
  readonly unrepeated: readonly Once[];
  /** Runs that were ended for what they took of the computer, and say nothing: they count as not tried. */
  readonly cutOff?: readonly RunResult[];
  /** There where a run did not repeat itself: then nothing that was found is worth anything. */
  readonly difference?: Difference;
}
