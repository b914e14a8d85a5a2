import seedrandom from 'seedrandom';

/** `size` of the items by chance, the same for the same seed, in their order; all, where there are no more. */
export function sample<T>(items: readonly T[], size: number, seed: string): readonly T[] {
  const random = seedrandom(seed);
  const places = items.map((_, index) => index);
  for (let index = 0; index < Math.min(size, places.length); index += 1) {
    const other = index + Math.floor(random() * (places.length - index));
    [places[index], places[other]] = [places[other], places[index]];
  }
  return places
    .slice(0, size)
    .sort((a, b) => a - b)
    .map((place) => items[place]);
}

/** An interval of shares, from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % of a normal distribution lie below this many standard deviations. */
const Z = 1.959964;

/**
 * Where the share of a whole lies with 95 % confidence, of which `hits` of `tries` were found in a sample (Wilson's
 * score interval: it holds for small samples and shares near 0 and 1).
 */
export function confidence(hits: number, tries: number): Interval {
  if (tries === 0) return { low: 0, high: 1 };
  const share = hits / tries;
  const scale = 1 + Z ** 2 / tries;
  const centre = (share + Z ** 2 / (2 * tries)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / tries + Z ** 2 / (4 * tries ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
