import * as fc from 'fast-check';
import { fastCheckSeed } from '../explorers/commands/fast-check-seed.ts';
import type { SetupDraft } from '../setups/input.ts';
import type { Found } from './found.ts';
import { randomSetups } from './random-setups.ts';

/**
 * Draws one setup and looks what is wrong with it; where something is, fast-check looks for smaller setups with which
 * something is.
 *
 * @param problemsOf asked about the drawn setup first.
 * @returns the smallest that was found; null where nothing is wrong with the drawn one.
 */
export function smallestSetup(
  seed: string,
  given: SetupDraft | undefined,
  problemsOf: (draft: SetupDraft) => readonly string[],
): Omit<Found, 'setup'> | null {
  let smallest: Omit<Found, 'setup'> | null = null;
  const property = fc.property(randomSetups(given), (draft) => {
    const problems = problemsOf(draft);
    if (problems.length > 0) smallest = { draft, problems };
    return problems.length === 0;
  });
  fc.check(property, { seed: fastCheckSeed(seed), numRuns: 1 });
  return smallest;
}
