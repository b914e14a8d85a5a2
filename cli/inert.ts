import { visible } from '../setups/visible.ts';

/** A document whose texts, and names of fields, have nothing in them that a terminal or a browser would obey unseen. */
export function inert<Document>(document: Document): Document {
  // The same shape: texts stay texts.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return inertValue(document) as Document;
}

function inertValue(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map(inertValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [visible(key), inertValue(item)]));
}
