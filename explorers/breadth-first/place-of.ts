/**
 * Where a fingerprint belongs in a table of so many places: the larger its hash, the farther back.
 *
 * @param high one half, and `low` the other, as integers of any sign.
 */
export const placeOf = (high: number, low: number, places: number): number =>
  // Truncated to an integer at once: this is part of the most frequent call that there is.
  ((Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> 0) * (places / 2 ** 32)) | 0;
