/** One figure of one contender: taken again and again, in turn with those that it is compared with. */
export interface Contender<Figures> {
  readonly name: string;
  /** Does the work once. */
  measure(repetition: number): Figures;
}

/**
 * Measures the contenders in turn, so that whatever else the machine does hits all of them alike, and returns the
 * median of every figure. One round before the first is for the compiler and is thrown away.
 */
export function interleaved<Name extends string>(
  contenders: readonly Contender<Readonly<Record<Name, number>>>[],
  repetitions: number,
): Record<Name, number>[] {
  const samples = contenders.map((): Record<Name, number>[] => []);
  for (let repetition = -1; repetition < repetitions; repetition += 1) {
    for (const [index, contender] of contenders.entries()) {
      const figures = contender.measure(repetition);
      if (repetition >= 0) samples[index].push(figures);
    }
  }
  return samples.map(mediansOf);
}

function mediansOf<Name extends string>(samples: readonly Readonly<Record<Name, number>>[]): Record<Name, number> {
  const medians: Record<Name, number> = { ...samples[0] };
  for (const name in medians) medians[name] = medianOf(samples.map((figures) => figures[name]));
  return medians;
}

/** Seconds that `work` takes, and what it returns. */
export function timed<T>(work: () => T): { readonly seconds: number; readonly value: T } {
  const start = performance.now();
  const value = work();
  return { seconds: (performance.now() - start) / 1000, value };
}

/** The middle value, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
