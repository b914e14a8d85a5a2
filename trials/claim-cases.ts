import { judgeClaims } from '../judging/claims.ts';
import { processHost } from '../judging/host.ts';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import type { Action } from '../model/action.ts';
import { type Finding, findingsOfClaim } from '../reports/words/findings.ts';
import { type SetupDraft, setupInput } from '../setups/input.ts';
import { resolveSetup, setupOf, versionsProtocol } from '../setups/resolve/resolve.ts';
import { hastenedSchedule } from './hastened-schedule.ts';
import type { Installed } from './installed.ts';
import { type Cases, joined } from './trial-case.ts';

/** The counterexamples that decide the guide's claims. */
export async function claimCases(installed: Installed): Promise<Cases> {
  const { claims } = await judgeClaims({ seed: SEED_DEFAULT }, processHost);
  const findings = claims.flatMap(findingsOfClaim).filter(({ own }) => own);
  return joined(findings.map((finding) => casesOf(finding, installed)));
}

/** The counterexample of one trial of a claim; left out where no release that is there has what the trial says. */
export function casesOf(finding: Finding, installed: Installed): Cases {
  const { claim, trial, guarantee, counterexample } = finding;
  const name = `claim ${claim} ${guarantee}, trial ${trial}`;
  const leftOut = (because: string): Cases => ({ cases: [], leftOut: [{ group: 'claim', name, because }] });
  const setup = setupOf(finding.setup, name);
  const version = installed.fitting(setup.kafka);
  if (version === undefined) return leftOut(`there are no jars of Kafka ${setup.kafka}`);
  const turned = switchesTurned(finding.setup);
  if (turned.length > 0) return leftOut(`no release has ${turned.join(', ')}`);
  const schedule = hastenedSchedule(setup, guarantee, counterexample.schedule as readonly Action[]);
  return { cases: [{ name, group: 'claim', version, setup, schedule, expects: 'agrees' }], leftOut: [] };
}

/** The switches of the protocol that a trial has otherwise than its version: what shows that they are what keeps a guarantee. */
function switchesTurned(draft: SetupDraft): readonly string[] {
  const resolution = resolveSetup(setupInput(draft));
  const own = new Map<string, unknown>(Object.entries(versionsProtocol(resolution)));
  return Object.entries(resolution.setup.protocol)
    .filter(([name, value]) => own.get(name) !== value)
    .map(([name, value]) => `${name}: ${String(value)}`);
}
