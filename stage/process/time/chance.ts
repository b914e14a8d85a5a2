/**
 * Chance from a seed: the same seed gives the same numbers (sfc32, from PractRand; the seed is spread over its state by
 * FNV-1a). Nobody guesses anything here: it need not be strong, it need be quick and repeatable. seedrandom's Alea
 * takes twice as long for a generator and twenty numbers (2.6 µs for 1.3), and a run 3 % longer.
 */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#a = fnv1a(`${seed}/a`);
    this.#b = fnv1a(`${seed}/b`);
    this.#c = fnv1a(`${seed}/c`);
    for (let round = 0; round < 12; round++) this.word();
  }

  /** The next 32 bits, without a sign. */
  word(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** From 0, below 1, as the language's own. */
  next(): number {
    return (this.word() * 0x200000 + (this.word() >>> 11)) / 2 ** 53;
  }

  /** A whole number from `from`, below `to`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from));
  }

  fill(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) bytes[at] = this.word() >>> 24;
  }
}

/** A digest of a text, 32 bits. */
export function fnv1a(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
