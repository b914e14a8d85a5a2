import { verify } from '../judging/verify.ts';
import type { Action } from '../model/action.ts';
import { findingsOf } from '../reports/words/findings.ts';
import { type Resolution, setupOf } from '../setups/resolve/resolve.ts';
import { hastenedSchedule } from './hastened-schedule.ts';
import type { TrialCase } from './trial-case.ts';

/** The counterexamples that a search of a setup finds; none where all holds, as far as it was searched. */
export async function counterexampleCases(
  resolution: Resolution,
  { name, group, version }: Pick<TrialCase, 'name' | 'group' | 'version'>,
): Promise<readonly TrialCase[]> {
  const document = await verify(resolution, { name, method: 'auto', remedies: false });
  return findingsOf(document)
    .filter(({ own }) => own)
    .map(({ guarantee, setup: found, counterexample }) => {
      const setup = setupOf(found, name);
      const schedule = hastenedSchedule(setup, guarantee, counterexample.schedule as readonly Action[]);
      return { name: `${name} ${guarantee}`, group, version, setup, schedule, expects: 'agrees' };
    });
}
