/** One of each sort, then the second of each, and so on. */
export function roundsOf<T>(items: readonly T[], sortOf: (item: T) => string): readonly (readonly T[])[] {
  const times = new Map<string, number>();
  const rounds: T[][] = [];
  for (const item of items) {
    const sort = sortOf(item);
    const round = times.get(sort) ?? 0;
    times.set(sort, round + 1);
    rounds[round] ??= [];
    rounds[round].push(item);
  }
  return rounds;
}
