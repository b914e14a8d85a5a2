/** Some runs of a seed, from `first` on. */
export interface Range {
  readonly first: number;
  readonly runs: number;
}

const endOf = ({ first, runs }: Range): number => first + runs;

/**
 * Of ranges that may overlap, as those of two cuts do, some that do not, with as many runs together as there can be: what
 * was counted of them may be added up. A function of the set of ranges: their order and repeats do not matter.
 */
export function disjoint<R extends Range>(ranges: readonly R[]): readonly R[] {
  const byEnd = ranges.toSorted((one, other) => endOf(one) - endOf(other) || one.first - other.first);
  // The most runs that the first so many ranges have together, and whether the last of them is among those.
  const best: { readonly runs: number; readonly taken: boolean; readonly before: number }[] = [];
  const upTo = (count: number): number => (count === 0 ? 0 : best[count - 1].runs);
  for (const [index, range] of byEnd.entries()) {
    let before = index;
    if (index > 0 && endOf(byEnd[index - 1]) > range.first) before = endingBy(byEnd, range.first, index);
    const runs = upTo(before) + range.runs;
    const taken = runs > upTo(index);
    best.push({ runs: taken ? runs : upTo(index), taken, before });
  }
  const kept: R[] = [];
  for (let count = byEnd.length; count > 0; ) {
    const { taken, before } = best[count - 1];
    if (taken) kept.push(byEnd[count - 1]);
    count = taken ? before : count - 1;
  }
  return kept.reverse();
}

/** How many of the first ranges end by `first`. */
function endingBy(byEnd: readonly Range[], first: number, among: number): number {
  let [low, high] = [0, among];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(byEnd[middle]) <= first) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether every run of `range` is in one of `ranges`. */
export function isCovered(range: Range, ranges: readonly Range[]): boolean {
  let next = range.first;
  for (const other of ranges.toSorted((one, two) => one.first - two.first)) {
    if (other.first > next) break;
    next = Math.max(next, endOf(other));
  }
  return next >= endOf(range);
}
