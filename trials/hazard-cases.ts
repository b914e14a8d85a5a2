import { LAB_RULES } from '../conformance/schedules/rules-of-play.ts';
import { walksOf } from '../conformance/schedules/walks.ts';
import type { Hazard } from '../properties/hazards/hazard.ts';
import { HAZARDS } from '../properties/hazards/hazards.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { UNRELEASED } from '../setups/release.ts';
import { hazardSchedules } from './hazard-schedules.ts';
import type { Installed } from './installed.ts';
import { type Cases, joined, wants, type Wish } from './trial-case.ts';

const WALKS_OF_CONTROL = 3;

/**
 * The hazards of configuration, protocol, broker and Java client on their own release and on some others in which they
 * happen, each with walks of its control.
 */
export async function hazardCases(installed: Installed, releases: readonly string[], wish: Wish): Promise<Cases> {
  const parts: Cases[] = [];
  for (const hazard of HAZARDS.filter(({ id }) => /^[AB]/.test(id) && wants(wish, id)))
    parts.push(await casesOf(hazard, installed, releases, wish));
  return joined(parts);
}

async function casesOf(hazard: Hazard, installed: Installed, releases: readonly string[], wish: Wish): Promise<Cases> {
  const { id } = hazard;
  const found = await hazardSchedules(hazard, installed, releases, wish.version);
  if (found.length === 0) return leftOut(id, whyNowhere(hazard));
  const cases = found.map((one) => ({ name: id, group: 'hazard', expects: 'agrees', ...one }) as const);
  return joined([{ cases, leftOut: [] }, controlsOf(hazard, found[0].version, installed)]);
}

function whyNowhere({ setup, control }: Hazard): string {
  const [{ kafka }, { kafka: since }] = [setupOf(setup), setupOf(control)];
  const switches = Object.entries(setup.protocol ?? {}).map(([name, value]) => `${name}: ${String(value)}`);
  if (kafka !== since) return `it was mended in ${since}, and happens in no older release that is there`;
  if (switches.length > 0) return `no release that is there has ${switches.join(', ')}`;
  return 'it happens in no release that is there';
}

/** @param played a release on which the hazard is. */
function controlsOf({ id, setup, control }: Hazard, played: string, installed: Installed): Cases {
  const { kafka } = setupOf(control);
  const name = `${id} control`;
  if (kafka === UNRELEASED) return leftOut(name, `Kafka ${kafka} is not released`);
  // Of a configuration, which is one of every release, the control is as well.
  const isOfRelease = kafka !== setupOf(setup).kafka;
  const version = installed.fitting(kafka) ?? (isOfRelease ? undefined : played);
  if (version === undefined) return leftOut(name, `there are no jars of Kafka ${kafka}`);
  const resolved = setupOf({ ...control, kafka: installed.releaseOf(version), protocol: {} }, `hazard ${id}`);
  const walks = walksOf(resolved, WALKS_OF_CONTROL, id, LAB_RULES);
  return {
    cases: walks.map(({ schedule }, index) => ({
      name: `${name} ${index + 1}`,
      group: 'control',
      version,
      setup: resolved,
      schedule,
      expects: 'agrees',
    })),
    leftOut: [],
  };
}

const leftOut = (name: string, because: string): Cases => ({
  cases: [],
  leftOut: [{ group: 'hazard', name, because }],
});
