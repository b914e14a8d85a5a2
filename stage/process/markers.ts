import { gunzipSync } from 'node:zlib';
import type { InputRecord } from '../ledger.ts';

/** How deep is looked for markers, and at how many values. */
const DEPTH_MAX = 12;
const VALUES_MAX = 10_000;
/** More than this is not unpacked. */
const UNPACKED_MAX_BYTES = 1_000_000;

/** Of more records one's id would be the beginning of another's. */
export const RECORDS_MAX = 999;

/** The id of an input record, of a length that none is the beginning of another. */
export const markerOf = (index: number): string => `record-${String(index + 1).padStart(3, '0')}`;

/** Any such id. */
export const MARKER = /record-\d{3}/g;

/** What may be base64 of a marker, or of more. */
const BASE64 = /[\w+/-]{13,}/g;

/**
 * The markers that are in a value, wherever: in its texts, bytes, keys and elements, and in what an object makes of itself for JSON; each
 * once, in their order. What is gzip or base64 is looked into; what is hashed or enciphered nobody knows again.
 */
export function markersIn(value: unknown, markers: readonly string[]): readonly string[] {
  const texts = textsIn(value);
  return markers.filter((marker) => texts.some((text) => text.includes(marker)));
}

/** Markers of a value, each as often as it is in it, and once at least. */
export function timesIn(value: unknown, markers: readonly string[]): readonly string[] {
  const texts = textsIn(value);
  return markers.flatMap((marker) => {
    const times = texts.reduce((all, text) => all + text.split(marker).length - 1, 0);
    return Array<string>(Math.max(1, times)).fill(marker);
  });
}

/** The records that are in a value. A tombstone whose key is also that of another record is not, where that one is: it would be in all that is done with the key. */
export function knownIn(value: unknown, records: readonly InputRecord[]): readonly string[] {
  const ids = markersIn(
    value,
    records.map(({ id }) => id),
  );
  const borne = new Set(records.flatMap(({ id, under = [] }) => (ids.includes(id) ? under : [])));
  return ids.filter((id) => !borne.has(id));
}

/** All texts that are in a value. */
function textsIn(value: unknown): readonly string[] {
  const texts: string[] = [];
  collect(value, texts, new Set(), 0);
  return texts;
}

function collect(value: unknown, texts: string[], seen: Set<unknown>, depth: number): void {
  if (typeof value === 'string') {
    texts.push(value);
    for (const [run] of value.matchAll(BASE64)) texts.push(unpacked(Buffer.from(run, 'base64')).toString('utf8'));
    return;
  }
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX || seen.size > VALUES_MAX || seen.has(value))
    return;
  seen.add(value);
  const bytes = bytesOf(value);
  if (bytes !== undefined) {
    collect(unpacked(bytes).toString('utf8'), texts, seen, depth + 1);
    return;
  }
  if (value instanceof Map || value instanceof Set || value instanceof FormData || value instanceof Headers) {
    for (const one of value) collect(one, texts, seen, depth + 1);
    return;
  }
  if (value instanceof URL || value instanceof URLSearchParams) texts.push(String(value));
  // Neither is among its entries.
  if (value instanceof Error) collect([value.message, value.cause], texts, seen, depth + 1);
  for (const [key, one] of Object.entries(value)) {
    texts.push(key);
    collect(one, texts, seen, depth + 1);
  }
  collect(forJson(value), texts, seen, depth + 1);
}

function bytesOf(value: object): Buffer | undefined {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? Buffer.from(value) : undefined;
}

function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: UNPACKED_MAX_BYTES });
  } catch {
    return bytes;
  }
}

/** What is private in an object may be told to JSON alone. */
function forJson(value: object): unknown {
  try {
    return 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : undefined;
  } catch {
    return undefined;
  }
}
