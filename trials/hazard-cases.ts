import { whyUnplayable } from '../conformance/playable.ts';
import { walksOf } from '../conformance/walks.ts';
import type { Hazard } from '../properties/hazards/hazard.ts';
import { HAZARDS } from '../properties/hazards/hazards.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve.ts';
import type { Installed } from './installed.ts';
import { shortestCounterexample } from './shortest.ts';
import { type Cases, joined, wants, type Wish } from './trial-case.ts';

/** Where a hazard of an old release is tried that is one of a configuration, and so of every release. */
const RELEASE_OF_CONFIGURATIONS = '3.9';

const WALKS_OF_CONTROL = 3;

/** The hazards of configuration, protocol, broker and Java client, each with walks of its control. */
export async function hazardCases(installed: Installed, wish: Wish): Promise<Cases> {
  const parts: Cases[] = [];
  for (const hazard of HAZARDS.filter(({ id }) => /^[AB]/.test(id) && wants(wish, id)))
    parts.push(await casesOf(hazard, installed));
  return joined(parts);
}

async function casesOf(hazard: Hazard, installed: Installed): Promise<Cases> {
  const { id } = hazard;
  const place = `hazard ${id}`;
  const { kafka } = setupOf(hazard.setup, place);
  const old = installed.fitting(kafka) === undefined;
  if (old && hazard.status !== 'configuration') return leftOut(id, `there are no jars of Kafka ${kafka} that run here`);
  const draft = old ? ofRelease(hazard.setup, RELEASE_OF_CONFIGURATIONS) : hazard.setup;
  const setup = setupOf(draft, place);
  const version = installed.fitting(setup.kafka);
  if (version === undefined) return leftOut(id, `there are no jars of Kafka ${setup.kafka}`);
  const schedule = await shortestCounterexample(hazard, draft);
  if (schedule === null) return leftOut(id, `it does not happen in ${setup.kafka}`);
  const violated = { name: id, group: 'hazard', version, setup, schedule, expects: 'agrees' } as const;
  return joined([{ cases: [violated], leftOut: [] }, controlsOf(hazard, old, installed)]);
}

function controlsOf({ id, control }: Hazard, old: boolean, installed: Installed): Cases {
  const setup = setupOf(old ? ofRelease(control, RELEASE_OF_CONFIGURATIONS) : control, `hazard ${id}`);
  const version = installed.fitting(setup.kafka);
  if (version === undefined) return leftOut(`${id} control`, `there are no jars of Kafka ${setup.kafka}`);
  const walks = walksOf(setup, WALKS_OF_CONTROL, id, (type) => whyUnplayable(type) === null);
  return {
    cases: walks.map(({ schedule }, index) => ({
      name: `${id} control ${index + 1}`,
      group: 'control',
      version,
      setup,
      schedule,
      expects: 'agrees',
    })),
    leftOut: [],
  };
}

const ofRelease = (draft: SetupDraft, kafka: string): SetupDraft => ({ ...draft, kafka });

const leftOut = (name: string, because: string): Cases => ({ cases: [], leftOut: [{ name, because }] });
