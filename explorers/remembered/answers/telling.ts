/** How answers to a question are told to other threads, and what becomes of theirs. */
export interface Telling {
  /** What an answer says, in words of 32 bits, components by their numbers; null where it cannot be told. */
  wordsOf(answer: number): readonly number[] | null;

  /**
   * Keeps what another thread has found out as the own answer with this number. What that depends on has just been read.
   *
   * @param own the own number of a component in a slot, by the number that it has in the other thread.
   */
  adopt(answer: number, words: Int32Array, own: (slot: number, number: number) => number): void;
}

const BOOLEAN = 0;
const INTEGER = 1;

/**
 * How values are told: whether it is yes or no or an integer, and which; no others are.
 *
 * @param values what answers say, by their numbers.
 */
export const tellingOfValues = (values: unknown[]): Telling => ({
  wordsOf(answer) {
    const value = values[answer];
    if (typeof value === 'boolean') return [BOOLEAN, Number(value)];
    return Object.is((value as number) | 0, value) ? [INTEGER, value as number] : null;
  },
  adopt(answer, [type, value]) {
    values[answer] = type === BOOLEAN ? value === 1 : value;
  },
});
