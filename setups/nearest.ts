/** How many letters must be changed, added, left out or swapped with their neighbour to turn one word into the other. */
export function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const substitution = previous[column - 1] + (from[row - 1] === to[column - 1] ? 0 : 1);
      let least = Math.min(previous[column] + 1, current[column - 1] + 1, substitution);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) least = Math.min(least, beforePrevious[column - 2] + 1);
      current.push(least);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length];
}

const MISTAKES_MAX = 5;

/** Longer than any word that could be meant. */
const WORD_CHARACTERS_MAX = 200;

/**
 * The candidate that `word` is most likely a misspelling of, or undefined when none is near.
 *
 * A word that only leaves out the first or last parts of a dotted key (`isolation`, `idempotence`) means that key.
 * Case, and whether parts are joined by dots, dashes or underscores, do not count as mistakes. The first of equally
 * near candidates wins, so the caller's order is a ranking.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (/^[-+]?\d*$/.test(word)) return undefined; // a number is wrong, not misspelt
  if (word.length > WORD_CHARACTERS_MAX) return undefined;
  const plain = simplified(word);
  const distanceMax = Math.min(MISTAKES_MAX, Math.max(1, Math.floor(plain.length / 3)));
  let best: string | undefined;
  let bestDistance = distanceMax + 1;
  let shortened: string | undefined;
  for (const candidate of candidates) {
    const other = simplified(candidate);
    // As many letters must be added or left out as one is longer: most candidates need no closer look.
    const tooLong = Math.abs(plain.length - other.length) >= bestDistance;
    const distance = tooLong ? Infinity : editDistance(plain, other);
    if (distance < bestDistance && distance < plain.length) {
      best = candidate;
      bestDistance = distance;
    }
    if (other.startsWith(`${plain}.`) || other.endsWith(`.${plain}`)) shortened ??= candidate;
  }
  return best ?? shortened;
}

const simplified = (word: string): string => word.toLowerCase().replaceAll(/[-_ ]/g, '.');
