import type { Trial } from '../model/property.ts';
import { BreadthFirst } from './breadth-first/breadth-first.ts';
import { Observation } from './compositional/compositional-search.ts';
import { Recorder } from './compositional/graph-recorder.ts';
import { sourceOf } from './compositional/source.ts';
import type { SearchResult } from './search-result.ts';
import type { StopSignal } from './stop-signal.ts';

export interface ExhaustiveOptions {
  /** Distinct states after which the search gives up, at the end of their level; 5,000,000 when left out. */
  readonly statesMax?: number;
  /** Bytes that may be used; no limit when left out. */
  readonly memory?: MemoryLimit;
  /** End, with its level, when every property has a violation, instead of searching on to the end of the scope. */
  readonly stopAtViolation?: boolean;
  /** End, with its level, when each of these properties has a violation. */
  readonly stopWhenFound?: readonly string[];
  /** Heard again and again while the search goes on. */
  readonly onProgress?: (progress: ExhaustiveProgress) => void;
  readonly signal?: StopSignal;
}

/** How much memory a search may take. */
export interface MemoryLimit {
  /** Bytes. */
  readonly max: number;
  /** Bytes of the whole process, now. */
  used(): number;
}

export interface ExhaustiveProgress {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** States that were discovered and not expanded yet. */
  readonly frontier: number;
}

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

/** A complete search, a slice at a time. */
export interface Search<Action> {
  /** Whether there is nothing left to do: the whole scope is searched, or a bound was reached. */
  readonly ended: boolean;
  /** Goes on for a moment. */
  advance(): void;
  /** What was found so far. */
  result(): ExhaustiveResult<Action>;
}

/**
 * Breadth-first search of everything that `trial` can reach, in this thread; where the trial is divided, part by part.
 *
 * Level by level, so that the first schedule found for a property and cause is a shortest one. Each state is judged
 * once: for `always` when it is discovered, for `at-rest` when it is expanded. States are kept for two levels only; of
 * the others there remain a fingerprint of 64 bits and six bytes for the way back. Two states with equal fingerprints
 * are taken for one, see `expectedCollisions`.
 */
export function exhaustive<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: ExhaustiveOptions = {},
): ExhaustiveResult<Action> {
  const { division } = trial;
  if (division === undefined) return toTheEnd(new BreadthFirst(trial, options)).result();
  const recorder = new Recorder(trial, division);
  const source = toTheEnd(new BreadthFirst(sourceOf(trial, division), options, recorder));
  return toTheEnd(new Observation(trial, division, source.searched(), options)).result();
}

function toTheEnd<Going extends Search<unknown>>(search: Going): Going {
  while (!search.ended) search.advance();
  return search;
}
