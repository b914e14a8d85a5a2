/** What runs later, as an answer of Node's own does. */
export type Later = (run: () => void) => void;

/** A function that may be given a callback: it is called later. */
export function answering(work: (...args: never[]) => unknown, later: Later) {
  return (...given: unknown[]): unknown => {
    const callback = given.at(-1);
    if (typeof callback !== 'function') return work(...(given as never[]));
    let answer: readonly unknown[];
    try {
      answer = [null, work(...(given.slice(0, -1) as never[]))];
    } catch (error) {
      answer = [error];
    }
    return later(() => callback(...answer));
  };
}
