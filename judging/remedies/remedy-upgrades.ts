import { PROTOCOL } from '../../model/protocol.ts';
import type { Setup } from '../../model/setup.ts';
import type { ProtocolSwitch } from '../../model/switches/switch.ts';
import { isSince, parseRelease, RELEASES, UNRELEASED } from '../../setups/release.ts';
import { type Resolution, versionsProtocol } from '../../setups/resolve/resolve.ts';
import type { Change } from './change.ts';
import { editedSetup } from './edited-setup.ts';
import { knownFaultsOf } from '../verdicts/known-faults.ts';
import { knownAs, laterValues, type Value } from '../counterexamples/mended.ts';

const SWITCHES: Readonly<Record<string, ProtocolSwitch>> = PROTOCOL;

interface Upgrades {
  readonly released: readonly Change[];
  /** What only the release to come has. */
  readonly unreleased: readonly Change[];
}

/**
 * The first versions of Kafka in which each of these issues is mended, as far as the setup has them open; a later one where
 * those have a fault that the setup could meet and the machine lacks. What brokers mend may be out of reach of clients that
 * are too old for it: then those need not be as new as the brokers.
 */
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
  for (const first of releases) {
    for (const keys of SIDES) {
      const mendedBy = (edit: Versions): Setup | null => {
        const after = editedSetup(resolution, edit);
        return after !== null && enough.has(protocolOf(after)[name]) ? after : null;
      };
      const mended = (release: string): Setup | null => mendedBy(upgradeTo(release, keys));
      const least = [...RELEASES.filter((release) => !isSince(parseRelease(release) ?? [], first)), first].find(
        (release) => isNewer(upgradeTo(release, keys), setup) && mended(release) !== null,
      );
      if (least === undefined) continue;
      const release = withoutKnownFaults(least, mended) ?? least;
      const edit = withOldestClients(upgradeTo(release, keys), setup, mendedBy);
      const said = keys.map((key) => `${key}: "${edit[key]}"`).join(' and ');
      return { text: `${said}${whenOf(release)} (${issue})`, edit, release };
    }
  }
  return undefined;
}

type Side = 'kafka' | 'clients';
type Versions = { readonly [Key in Side]?: string };

/** Whose version is changed: the less that has to be, the better. */
const SIDES: readonly (readonly Side[])[] = [['clients'], ['kafka'], ['kafka', 'clients']];

const upgradeTo = (release: string, keys: readonly Side[]): Versions =>
  Object.fromEntries(keys.map((key) => [key, release]));

/** Where both sides change, clients of the oldest version that does with those brokers, and has no more that the machine lacks. */
function withOldestClients(edit: Versions, setup: Setup, mendedBy: (edit: Versions) => Setup | null): Versions {
  if (edit.kafka === undefined || edit.clients === undefined) return edit;
  const lacking = knownFaultsIn(mendedBy(edit));
  const oldest = RELEASES.map((clients) => ({ ...edit, clients })).find(
    (older) => isNewer(older, setup) && knownFaultsIn(mendedBy(older)) <= lacking,
  );
  return oldest ?? edit;
}

const knownFaultsIn = (setup: Setup | null): number => (setup === null ? Infinity : knownFaultsOf(setup).length);

/** The first release from `first` on of which the machine has all that the setup could meet: what it proves is so there. */
function withoutKnownFaults(first: string, mended: (release: string) => Setup | null): string | undefined {
  const later = RELEASES.filter((release) => release !== UNRELEASED && isSince(parseRelease(release) ?? [], first));
  return [...new Set([first, ...later])].find((release) => {
    const after = mended(release);
    return after !== null && knownFaultsOf(after).length === 0;
  });
}

const whenOf = (release: string | undefined): string => (release === UNRELEASED ? ', not released yet' : '');

/** Whether nobody would have to go back to an older version. */
function isNewer(edit: Versions, setup: Resolution['setup']): boolean {
  const runs = { kafka: setup.kafka, clients: setup.clients ?? setup.kafka };
  return (['kafka', 'clients'] as const).every((key) => {
    const to = edit[key];
    const from = parseRelease(runs[key]);
    return to === undefined || (from !== undefined && !isSince(from, to));
  });
}

const protocolOf = ({ protocol }: Pick<Resolution['setup'], 'protocol'>): Readonly<Record<string, Value>> => protocol;
