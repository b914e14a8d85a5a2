import type { VerdictDocument } from '../../../reports/documents/verdict.ts';

/** What breaks out of text, attributes, comments, scripts and JSON, if anything does. */
const POISON = `'"><img src="https://example.invalid/x" onerror="alert(1)"></script><script>alert(2)</script><!--<svg onload=alert(3)>\u2028\u202e&lt;`;

/** Words of the format itself, by their fields: any other text may come from outside. */
const FIXED = new Set(['format', 'verdict', 'verified', 'semantics', 'method', 'kind', 'how', 'closes', 'type']);

/** A document with poison behind every text in it. */
export const poisoned = (document: VerdictDocument): VerdictDocument => withPoison(document) as VerdictDocument;

function withPoison(value: unknown): unknown {
  if (typeof value === 'string') return value + POISON;
  if (Array.isArray(value)) return value.map(withPoison);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, FIXED.has(key) ? item : withPoison(item)]),
  );
}
