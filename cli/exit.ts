/** Exit codes; the first three are a contract (DESIGN §7). */
export const EXIT = {
  /** As claimed, or as required. */
  asClaimed: 0,
  /** Not so. */
  notSo: 1,
  /** The input is wrong. */
  badInput: 2,
  /** The input is right, and nothing can be said of it. */
  undecided: 3,
  /** A fault of ours: never to be taken for a verdict, nor for a fault of the user's. */
  internal: 70,
} as const;
