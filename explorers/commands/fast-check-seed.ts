/**
 * fast-check's seed for a seed of ours: 32 bits. A seed that is such a number already stands for itself, so that the
 * one that fast-check prints can be given back.
 */
export function fastCheckSeed(seed: string): number {
  const number = Number(seed);
  if (String(number | 0) === seed) return number;
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
