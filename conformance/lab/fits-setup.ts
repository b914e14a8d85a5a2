import { PROTOCOL } from '../../model/protocol.ts';
import type { Setup } from '../../model/setup.ts';
import { InputError } from '../../setups/input-error.ts';
import { parseRelease, type Release, valueAt } from '../../setups/release.ts';
import type { ProtocolSwitch } from '../../model/switches/switch.ts';
import { FETCHABLE } from './jars/fetchable.ts';

/** Whose jars they are, and what of the setup they must be. */
export interface Part {
  /** The version of the jars, such as `4.3.1`. */
  readonly version: string;
  /** What the user gave them by. */
  readonly place: string;
}

/**
 * Whether jars are of the release that a setup names. A patch that the setup does not name is its release's newest: an
 * older one fits where nothing has changed between them that the machine knows of.
 *
 * @param version of the jars, such as `4.3.1`.
 * @param release as a setup names it, such as `4.3` or `4.2.1`.
 */
export function fitsSetup(version: string, release: string): boolean {
  const [ours, theirs] = [parseRelease(version), parseRelease(release)];
  if (ours === undefined || theirs === undefined) return false;
  if (ours[0] !== theirs[0] || ours[1] !== theirs[1]) return false;
  return Object.values<ProtocolSwitch>(PROTOCOL).every(({ history }) => sameAt(history, ours, theirs));
}

/**
 * Checks that brokers and clients of a setup can be played with these jars; what is not known is not checked.
 *
 * @throws {InputError} where they are of another release.
 */
export function checkFits(brokers: Part | undefined, clients: Part | undefined, setup: Setup): void {
  const { kafka, clients: ofClients = kafka } = setup;
  if (brokers !== undefined && !fitsSetup(brokers.version, kafka)) throw misfit(brokers, 'kafka', kafka);
  if (clients !== undefined && !fitsSetup(clients.version, ofClients)) throw misfit(clients, 'clients', ofClients);
}

function misfit({ version, place }: Part, key: 'kafka' | 'clients', release: string): InputError {
  const fetchable = FETCHABLE.find((known) => fitsSetup(known, release));
  const [minor] = /^\d+\.\d+/.exec(version) ?? [version];
  const own = fitsSetup(version, minor) ? minor : version;
  const newest = release === minor ? ', which is its newest patch' : '';
  return new InputError(
    place,
    `the jars are Kafka ${version}, and the setup is of ${key}: "${release}"${newest}`,
    key === 'clients'
      ? `give jars of that release by --client-kafka, or say clients: "${own}" in the setup`
      : `give jars of that release${fetchable === undefined ? '' : `, as by --fetch ${fetchable}`}, or say kafka: "${own}" in the setup`,
  );
}

const sameAt = (history: ProtocolSwitch['history'], ours: Release, theirs: Release): boolean =>
  valueAt(history, ours) === valueAt(history, theirs);
