/** A straight line with its direction, as long as 1. */
export interface Line {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly along: readonly [x: number, y: number];
}

/** What is taken up of a picture. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Place {
  readonly x: number;
  /** Of the text's base line. */
  readonly y: number;
  readonly box: Box;
}

const HEIGHT = 12;

/** From the middle of a line outwards. */
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];

/**
 * Where along a line a label so wide stands without lying on anything; null where it cannot.
 *
 * @param isNeeded it stands in the middle then, whatever lies there.
 */
export function freePlace(line: Line, width: number, taken: readonly Box[], isNeeded: boolean): Place | null {
  const places = SHARES.map((share) => placeAt(line, share, width));
  const free = places.find(({ box }) => !taken.some((other) => overlaps(box, other)));
  return free ?? (isNeeded ? places[0] : null);
}

/** Over a level line, and in any other. */
function placeAt({ from, to, along }: Line, share: number, width: number): Place {
  const x = from[0] + (to[0] - from[0]) * share;
  const y = from[1] + (to[1] - from[1]) * share + (Math.abs(along[1]) < 0.1 ? -5 : 4);
  return { x, y, box: { left: x - width / 2, right: x + width / 2, top: y - HEIGHT + 2, bottom: y + 2 } };
}

const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
