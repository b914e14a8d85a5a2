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
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new HarnessError(`it was waited in vain that ${what}`);
    await later(BETWEEN_LOOKS_MS);
  }
}
