import { hashInt, hashLong } from './murmur3.ts';

/**
 * The order in which Clojure walks a set: by five bits of the hash at a time, the lowest first.
 *
 * Where two values stand at one offset, one of them has to stand for it, and no choice is better than another. Jepsen
 * takes the first of a set; so do we, so that two verdicts on one history can be compared to the last number.
 */
export function clojureSetOrder(one: unknown, other: unknown): number {
  const [a, b] = [hash(one), hash(other)];
  for (let shift = 0; shift < 32; shift += 5) {
    const difference = ((a >>> shift) & 31) - ((b >>> shift) & 31);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Clojure's hash of a value that JSON can hold: Murmur3 with seed 0, of whole numbers and of texts. */
function hash(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return hashLong(value);
  if (typeof value === 'string') return hashInt(javaHash(value));
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  return value === null || value === undefined ? 0 : hashInt(javaHash(JSON.stringify(value)));
}

/** `String.hashCode()`. */
function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}
