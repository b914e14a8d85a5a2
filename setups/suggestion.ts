import { nearest } from './nearest.ts';

/** A sentence that offers the candidate nearest to a misspelt word, and otherwise names them all. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== undefined) return `did you mean ${near}?`;
  return candidates.length === 0 ? 'there is none' : `give one of: ${candidates.join(', ')}`;
}
