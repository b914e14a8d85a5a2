import { judgeClaims } from '../judging/claims.ts';
import { processHost } from '../judging/host.ts';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import type { Action } from '../model/action.ts';
import { findingsOfClaim } from '../reports/findings.ts';
import { setupOf } from '../setups/resolve.ts';
import { hastenedSchedule } from './hastened-schedule.ts';
import type { Installed } from './installed.ts';
import type { Cases, LeftOut, TrialCase } from './trial-case.ts';

/** The counterexamples that decide the guide's claims. */
export async function claimCases(installed: Installed): Promise<Cases> {
  const document = await judgeClaims({ seed: SEED_DEFAULT }, processHost);
  const cases: TrialCase[] = [];
  const leftOut: LeftOut[] = [];
  for (const finding of document.claims.flatMap(findingsOfClaim).filter(({ own }) => own)) {
    const name = `claim ${finding.claim} ${finding.guarantee}`;
    const setup = setupOf(finding.setup, name);
    const version = installed.fitting(setup.kafka);
    if (version === undefined)
      leftOut.push({ group: 'claim', name, because: `there are no jars of Kafka ${setup.kafka}` });
    else {
      const found = finding.counterexample.schedule as readonly Action[];
      const schedule = hastenedSchedule(setup, finding.guarantee, found);
      cases.push({ name, group: 'claim', version, setup, schedule, expects: 'agrees' });
    }
  }
  return { cases, leftOut };
}
