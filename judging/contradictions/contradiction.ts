/** A place at which a document says something that another place of it denies. */
export interface Contradiction {
  /** The field, such as `guarantees[1].counterexample.steps`. */
  readonly at: string;
  /** What it says, and what denies it, as a clause without a full stop. */
  readonly reason: string;
}

/** The contradictions of those of these that are so. */
export const contradictionsAmong = (
  ...candidates: readonly (readonly [isSo: boolean, at: string, reason: string])[]
): Contradiction[] => candidates.flatMap(([isSo, at, reason]) => (isSo ? [{ at, reason }] : []));
