import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transcript } from '../conformance/recorded/transcript.ts';
import type { Installed } from './installed.ts';
import type { Cases, TrialCase } from './trial-case.ts';

/** Where records of real runs are kept, in a checkout, at the root of which this is run. */
const RECORDED = 'conformance/recorded';

/** How many schedules in which a broker is killed: each takes a cluster of its own. */
const KILLING = 3;

/** Schedules of a tier that takes two minutes: those with one broker, and some in which brokers are killed. */
export function recordedCases(installed: Installed): Cases {
  const transcripts = readdirSync(RECORDED)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(RECORDED, file), 'utf8')) as Transcript);
  const newest = installed.versions.find((version) => transcripts.some(({ kafka }) => kafka === version));
  const ours = transcripts.filter(({ kafka }) => kafka === newest);
  const kills = ours.filter(({ schedule }) => schedule.some(({ type }) => type === 'broker.crash'));
  const single = ours.filter(({ setup }) => setup.cluster.brokers === 1);
  const chosen = [...single, ...kills.slice(0, KILLING)];
  return {
    cases: chosen.map(
      ({ name, kafka, setup, schedule }): TrialCase => ({
        name,
        group: 'recorded',
        version: kafka,
        setup,
        schedule,
        expects: 'agrees',
      }),
    ),
    leftOut: [],
  };
}
