import type { Problem } from './place.ts';

/** An error that is the fault of what the user gave: what is wrong, where, and what to do about it. */
export interface MendableError extends Error {
  readonly problems: readonly Problem[];
}

/** Whether an error is the user's to mend; any other is a fault of ours. */
export const isMendable = (error: unknown): error is MendableError =>
  error instanceof Error && 'problems' in error && Array.isArray(error.problems);
