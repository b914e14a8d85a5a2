/**
 * Where a fingerprint belongs in a table of so many places: the larger its hash, the farther back.
 *
 * @param high one half, and `low` the other, as integers of any sign.
 */
export const placeOf = (high: number, low: number, places: number): number =>
  // Truncated to an integer at once: this is part of the most frequent call that there is.
  ((Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> 0) * (places / 2 ** 32)) | 0;

/**
 * Looks at where these fingerprints belong in a table, each two signed integers, and does nothing else. A processor waits for
 * many places of a large table at the same time where nothing depends on what it finds there; whoever looks at them next, one
 * after the other, has them at hand.
 *
 * @param wordsPerPlace words of the table for a place.
 * @returns nothing of use; but a compiler leaves out what comes to nothing.
 */
export function anticipate(table: Int32Array, wordsPerPlace: number, fingerprints: Int32Array): number {
  const places = table.length / wordsPerPlace;
  let seen = 0;
  for (let at = 0; at < fingerprints.length; at += 2) {
    seen ^= table[wordsPerPlace * placeOf(fingerprints[at], fingerprints[at + 1], places)];
  }
  return seen;
}
