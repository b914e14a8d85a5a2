import { hastened } from '../conformance/schedules/hastened.ts';
import { LAB_RULES } from '../conformance/schedules/rules-of-play.ts';
import { violates } from '../judging/counterexamples/witnesses.ts';
import type { Action } from '../model/action.ts';
import type { Setup } from '../model/setup.ts';
import type { Hazard } from '../properties/hazards/hazard.ts';
import { singlePropertyTrial } from '../properties/hazards/single-property-trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { SetupError } from '../setups/place.ts';
import { isSince, parseRelease } from '../setups/release.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import type { Installed } from './installed.ts';
import { shortestCounterexample } from './shortest.ts';

/** A hazard as it happens in a release that is there. */
export interface HazardSchedule {
  readonly version: string;
  /** As the release has it, with no switch turned by hand. */
  readonly setup: Setup;
  readonly schedule: readonly Action[];
}

/**
 * The shortest way to a hazard on each of some releases: on its own, and on others in which it happens as well. Where it
 * happens in none of them, on the newest other one.
 *
 * @param releases that are tried beside its own.
 * @param only the one version that is tried at all.
 */
export async function hazardSchedules(
  hazard: Hazard,
  installed: Installed,
  releases: readonly string[],
  only?: string,
): Promise<readonly HazardSchedule[]> {
  const { kafka } = setupOf(hazard.setup, hazard.id);
  const wanted = [kafka, ...releases].flatMap((release) => installed.fitting(release) ?? []);
  const found: HazardSchedule[] = [];
  for (const version of new Set([...wanted, ...installed.versions])) {
    if (only !== undefined && only !== version) continue;
    if (found.length > 0 && !wanted.includes(version)) break;
    if (!isMended(hazard, version)) found.push(...(await scheduleOn(hazard, version, installed)));
  }
  return found;
}

/** Whether a release has the fix already, if it was a release that brought it. */
function isMended({ setup, control }: Hazard, version: string): boolean {
  const [before, since] = [setupOf(setup).kafka, setupOf(control).kafka];
  return before !== since && isSince(parseRelease(version) ?? [], since);
}

/** Nothing where it does not happen there. */
async function scheduleOn(hazard: Hazard, version: string, installed: Installed): Promise<readonly HazardSchedule[]> {
  const draft = { ...hazard.setup, kafka: installed.releaseOf(version) };
  const asReleased = { ...draft, protocol: {} };
  try {
    const setup = setupOf(asReleased, `hazard ${hazard.id}`);
    if (!isCausedIn(hazard, setup)) return [];
    const shortest = await shortestCounterexample(hazard, draft);
    const isOne = (schedule: readonly Action[]): boolean => isViolated(hazard, asReleased, schedule);
    if (shortest === null || !isOne(shortest)) return [];
    return [{ version, setup, schedule: hastened({ setup, schedule: shortest }, LAB_RULES, isOne) }];
  } catch (error) {
    // What a setup says is not in every release.
    if (error instanceof SetupError) return [];
    throw error;
  }
}

/** Whether a release has the switches that a hazard turns and its control does not: they are what goes wrong. */
function isCausedIn({ setup, control }: Hazard, { protocol }: Setup): boolean {
  const released = new Map<string, unknown>(Object.entries(protocol));
  const kept = new Map<string, unknown>(Object.entries(control.protocol ?? {}));
  return Object.entries(setup.protocol ?? {}).every(
    ([name, value]) => kept.get(name) === value || released.get(name) === value,
  );
}

/** Whether the schedule goes wrong with the switches that Kafka has as well: others may be turned to have one cause alone. */
const isViolated = (hazard: Hazard, asReleased: SetupDraft, schedule: readonly Action[]): boolean =>
  violates(singlePropertyTrial(hazard, asReleased), schedule, hazard.guarantee);
