import { PROTOCOL } from '../model/protocol.ts';
import type { ProtocolSwitch } from '../model/switches/switch.ts';
import type { SetupDraft } from '../setups/input.ts';
import { SetupError } from '../setups/place.ts';
import { isSince, parseRelease, UNRELEASED } from '../setups/release.ts';
import { type Resolution, resolveEdited, versionsProtocol } from '../setups/resolve.ts';
import type { Change } from './change.ts';
import { knownAs, laterValues } from './mended.ts';

const SWITCHES: Readonly<Record<string, ProtocolSwitch>> = PROTOCOL;

type Value = string | number | boolean;

interface Upgrades {
  readonly released: readonly Change[];
  /** What only the release to come has. */
  readonly unreleased: readonly Change[];
}

/** The first versions of Kafka in which each of these issues is mended, as far as the setup has them open. */
export function upgrades(resolution: Resolution, known: readonly string[]): Upgrades {
  const released = new Map<string, Change>();
  const unreleased = new Map<string, Change>();
  for (const [name, entry] of Object.entries(SWITCHES)) {
    const wanted = laterValues(entry, protocolOf(resolution.setup)[name]).findLast((value) =>
      knownAs(entry, value).some((issue) => known.includes(issue)),
    );
    if (wanted === undefined) continue;
    const upgrade = upgradeFor(resolution, name, wanted);
    if (upgrade === undefined) continue;
    (upgrade.release === UNRELEASED ? unreleased : released).set(upgrade.text, upgrade);
  }
  return { released: [...released.values()], unreleased: [...unreleased.values()] };
}

/** A change that is an upgrade, and to what. */
interface Upgrade extends Change {
  readonly release: string | undefined;
}

function upgradeFor(resolution: Resolution, name: string, wanted: Value): Upgrade | undefined {
  const entry = SWITCHES[name];
  const { setup } = resolution;
  const change = entry.history.findLast(([value]) => value === wanted);
  // An open issue: no version has it otherwise.
  if (change === undefined) return undefined;
  const releases = change.slice(1).map(String);
  const [issue] = knownAs(entry, wanted);
  if (protocolOf(setup)[name] !== protocolOf({ protocol: versionsProtocol(resolution) })[name]) {
    // The setup says by its switch what its version does not have: then it is no version's number that changes.
    const what = issue.startsWith('KIP-') ? issue : `the fix of ${issue}`;
    const [release] = releases;
    const since = releases.length === 0 ? '' : ` (${releases.join(', ')} or later${whenOf(release)})`;
    return { text: `a Kafka with ${what}${since}`, edit: { protocol: { [name]: wanted } }, release };
  }
  const enough = new Set<Value | undefined>([wanted, ...laterValues(entry, wanted)]);
  for (const release of releases) {
    for (const edit of [{ clients: release }, { kafka: release }, { kafka: release, clients: release }]) {
      if (!isNewer(edit, setup) || !enough.has(protocolAfter(resolution, edit)?.[name])) continue;
      const keys = Object.entries(edit).map(([key, value]) => `${key}: "${value}"`);
      return { text: `${keys.join(' and ')}${whenOf(release)} (${issue})`, edit, release };
    }
  }
  return undefined;
}

const whenOf = (release: string | undefined): string => (release === UNRELEASED ? ', not released yet' : '');

function protocolAfter(resolution: Resolution, edit: SetupDraft): Readonly<Record<string, Value>> | undefined {
  try {
    return protocolOf(resolveEdited(resolution, edit));
  } catch (error) {
    if (error instanceof SetupError) return undefined;
    throw error;
  }
}

/** Whether nobody would have to go back to an older version. */
function isNewer(edit: { readonly kafka?: string; readonly clients?: string }, setup: Resolution['setup']): boolean {
  const runs = { kafka: setup.kafka, clients: setup.clients ?? setup.kafka };
  return (['kafka', 'clients'] as const).every((key) => {
    const to = edit[key];
    const from = parseRelease(runs[key]);
    return to === undefined || (from !== undefined && !isSince(from, to));
  });
}

const protocolOf = ({ protocol }: Pick<Resolution['setup'], 'protocol'>): Readonly<Record<string, Value>> => protocol;
