/** Murmur3 (32 bits, seed 0) as Clojure uses it, of a whole number of up to 64 bits. */
export function hashLong(value: number): number {
  if (value === 0) return 0;
  const low = value | 0;
  const high = Math.floor(value / 2 ** 32) | 0;
  return finish(mixed(mixed(0, low), high), 8);
}

/** The same of 32 bits. */
export function hashInt(value: number): number {
  return value === 0 ? 0 : finish(mixed(0, value), 4);
}

function mixed(hash: number, word: number): number {
  const key = Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(rotated(hash ^ key, 13), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
