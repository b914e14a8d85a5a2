import { setTimeout as later } from 'node:timers/promises';
import { HarnessError } from '../harness-error.ts';

const BETWEEN_LOOKS_MS = 20;

/**
 * Looks again and again until something is so.
 *
 * @param what it is, as a clause, for the error.
 * @param deadline when it is given up, in milliseconds of the epoch.
 * @throws {HarnessError} then.
 */
export async function until(what: string, deadline: number, isSo: () => Promise<boolean>): Promise<void> {
  if (!(await comesAbout(deadline, isSo))) throw new HarnessError(`it was waited in vain that ${what}`);
}

/** As `until`, for who has words of his own: whether it is so before the deadline. */
export async function comesAbout(deadline: number, isSo: () => Promise<boolean>): Promise<boolean> {
  while (!(await isSo())) {
    if (Date.now() > deadline) return false;
    await later(BETWEEN_LOOKS_MS);
  }
  return true;
}
