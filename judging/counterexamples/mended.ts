import { PROTOCOL } from '../../model/protocol.ts';
import type { Setup } from '../../model/setup.ts';
import type { ProtocolSwitch } from '../../model/switches/switch.ts';
import { isSince, parseRelease, UNRELEASED } from '../../setups/release.ts';
import { clientBugsOf } from './client-bugs.ts';

/** A switch that a setup does not have as it should be. */
export interface Lack {
  /** The setup with that switch as it became, step by step, the last one as it is today, with what that needs. */
  readonly steps: readonly Mended[];
  readonly isOfClient: boolean;
  /** The first release that has the last step; nothing where no release of Kafka decides. */
  readonly since?: string;
  /** Whether there is a release that one can upgrade to for any of the steps. */
  readonly isReleased: boolean;
}

export interface Mended {
  readonly setup: Setup;
  /** What it mends is known as: a KIP, an issue of Kafka's, or library and issue. */
  readonly known: readonly string[];
}

/** A value of a switch. */
export type Value = string | number | boolean;

const PROTOCOL_SWITCHES: Readonly<Record<string, ProtocolSwitch>> = PROTOCOL;

/** What another client library has wrong in this setup. */
export const clientLacks = (setup: Setup): Lack[] =>
  clientBugsOf(setup).map(({ name, java, found }) => {
    const known = found.map(({ library, versions, issues = versions }) => `${library}: ${issues}`);
    return {
      isOfClient: true,
      isReleased: true,
      steps: [{ setup: { ...setup, client: { ...setup.client, [name]: java } }, known }],
    };
  });

/**
 * What Kafka has mended, or has open, and this setup has as it was: what was mended first comes first, what is open last.
 * Switches that one change mended are mended together.
 */
export function protocolLacks(setup: Setup): Lack[] {
  const lacks = new Map<string, Lack>();
  for (const [name, entry] of Object.entries(PROTOCOL_SWITCHES)) {
    const values = laterValues(entry, setup.protocol[name as keyof Setup['protocol']]);
    if (values.length === 0) continue;
    const since = sinceOf(entry, values[values.length - 1]);
    const known = values.map((value) => knownAs(entry, value));
    const change = JSON.stringify([since, known]);
    const together = lacks.get(change)?.steps;
    const steps = values.map((value, index) => {
      const before = together?.[index].setup ?? setup;
      return { setup: switched(before, name, value), known: known[index] };
    });
    const needed = withNeeds(entry, steps[steps.length - 1]);
    const isReleased = needed.length > 0 || (isInRelease(entry, values) && !isLostIn(setup, entry));
    lacks.set(change, { isOfClient: false, since, isReleased, steps: [...steps, ...needed] });
  }
  return [...lacks.values()].sort((one, other) => byRelease(one.since, other.since));
}

/** A fix that came for transactions of version 2 alone, together with these. */
function withNeeds({ needs }: ProtocolSwitch, { setup }: Mended): Mended[] {
  if (needs !== 'transaction.version 2' || setup.protocol.transactionVersion === 2) return [];
  return [{ setup: switched(setup, 'transactionVersion', 2), known: knownAs(PROTOCOL.transactionVersion, 2) }];
}

/** A setup with a switch otherwise. In transactions of version 2 each partition is verified, whatever brokers are told. */
function switched(setup: Setup, name: string, value: Value): Setup {
  const verified = name === 'transactionVersion' && value === 2 ? { transactionVerification: true } : {};
  return { ...setup, protocol: { ...setup.protocol, [name]: value, ...verified } };
}

/**
 * What a switch became after it had a value, through the versions of Kafka; of one that no version mended, and that has a
 * source, what would be right. What was mended and has come back would be right as it was in between. Of a switch without a source
 * nobody knows.
 */
export function laterValues(entry: ProtocolSwitch, value: Value): Value[] {
  if (entry.sources.length === 0) return [];
  const all: Value[] = entry.history.map(([one]) => one);
  const values = hasComeBack(entry) ? all.slice(0, -1) : all;
  const right = values[values.length - 1];
  if (value === right) return values.length === 1 && value === false ? [true] : [];
  // A value that no version had is mended by the last one.
  return values.includes(value) ? values.slice(values.lastIndexOf(value) + 1) : [right];
}

/** Whether it is a mechanism that Kafka lacked, got, and has lost again. */
const hasComeBack = ({ history }: ProtocolSwitch): boolean =>
  history[history.length - 1][0] === false && history.slice(0, -1).some(([value]) => value === false);

/** The release that brought a value for good: nothing where it has been so from the beginning, or is so in no release. */
const sinceOf = (entry: ProtocolSwitch, value: Value): string | undefined =>
  hasComeBack(entry) ? undefined : entry.history.findLast(([one]) => one === value)?.[1];

/** Whether a version that is out has any of the values. */
const isInRelease = ({ history }: ProtocolSwitch, values: readonly Value[]): boolean =>
  history.some(([value, ...releases]) => values.includes(value) && releases.some((release) => release !== UNRELEASED));

/** Whether what a switch became was lost again in a release that the setup has: none from there on has it. */
function isLostIn({ kafka, clients = kafka }: Setup, entry: ProtocolSwitch): boolean {
  const [, ...releases] = entry.history[entry.history.length - 1];
  const runs = [kafka, clients].map((version) => parseRelease(version) ?? []);
  return hasComeBack(entry) && runs.every((release) => releases.every((lost) => isSince(release, lost)));
}

/** The source that names the value, where one does; otherwise the first, which is that of the fix. */
export function knownAs({ sources }: ProtocolSwitch, value: Value): string[] {
  const named = sources.find((source) => source === String(value).toUpperCase());
  return named === undefined ? sources.slice(0, 1) : [named];
}

function byRelease(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  return isSince(one.split('.').map(Number), other) ? 1 : -1;
}
