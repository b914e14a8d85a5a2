/** FNV-1a over the characters of `text`, on 32 bits, from `start` on. To be finished by `avalanche`. */
export function hashText(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** Lets every bit of a hash change every other: the finalizer of MurmurHash3, a signed 32-bit integer. */
export function avalanche(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The finished hash as a number in [0, 1). */
export const fractionOf = (hash: number): number => (avalanche(hash) >>> 0) / 2 ** 32;
