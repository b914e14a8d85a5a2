import type { TimedLine } from './external.ts';

/** What another model checker says of a system that it searched to the end. */
export interface CheckerFigures {
  readonly distinct: number;
  /** Successors computed, the initial state included. */
  readonly generated: number;
  /** States on the longest shortest path; null where the search is not breadth-first. */
  readonly depth: number | null;
  /** Of the search alone: without what it takes to start, to parse and to compile. */
  readonly seconds: number;
  /** The invariant that it found violated, or null. */
  readonly violated: string | null;
}

/** The last line that the pattern fits: when it was printed, and its groups. */
export function matched(
  lines: readonly TimedLine[],
  pattern: RegExp,
): { readonly at: number; readonly groups: string[] } | null {
  for (const { text, at } of [...lines].reverse()) {
    const match = pattern.exec(text);
    if (match !== null) return { at, groups: match.slice(1) };
  }
  return null;
}
