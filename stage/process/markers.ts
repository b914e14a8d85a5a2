/** How deep is looked for markers, and at how many values. */
const DEPTH_MAX = 12;
const VALUES_MAX = 10_000;

/** Of more records one's id would be the beginning of another's. */
export const RECORDS_MAX = 999;

/** The id of an input record, of a length that none is the beginning of another. */
export const markerOf = (index: number): string => `record-${String(index + 1).padStart(3, '0')}`;

/** The markers that are in a value, wherever: in its texts, bytes, keys and elements; each once, in their order. */
export function markersIn(value: unknown, markers: readonly string[]): readonly string[] {
  const texts: string[] = [];
  collect(value, texts, new Set(), 0);
  return markers.filter((marker) => texts.some((text) => text.includes(marker)));
}

function collect(value: unknown, texts: string[], seen: Set<unknown>, depth: number): void {
  if (typeof value === 'string') texts.push(value);
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX || seen.size > VALUES_MAX || seen.has(value))
    return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    texts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8'));
    return;
  }
  if (value instanceof Map || value instanceof Set) {
    for (const one of value) collect(one, texts, seen, depth + 1);
    return;
  }
  if (value instanceof URL || value instanceof URLSearchParams) texts.push(String(value));
  for (const [key, one] of Object.entries(value)) {
    texts.push(key);
    collect(one, texts, seen, depth + 1);
  }
}
