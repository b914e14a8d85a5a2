import { avalanche, hashText } from '../scheduling/hash.ts';

/**
 * fast-check's seed for a seed of ours: 32 bits. A seed that is such a number already stands for itself, so that the
 * one that fast-check prints can be given back.
 */
export function fastCheckSeed(seed: string): number {
  const number = Number(seed);
  return String(number | 0) === seed ? number : avalanche(hashText(0x811c9dc5, seed));
}
