import type { Given } from '../given.ts';
import {
  DEFAULT_RELEASE,
  isSince,
  nearestRelease,
  parseRelease,
  RELEASES,
  type Release,
  UNRELEASED,
} from '../release.ts';
import type { Versions } from '../versions.ts';

/** The versions of a setup as they were written, with their numbers. */
export interface ResolvedVersion {
  readonly kafka: string;
  /** The clients' version where the setup gives one; otherwise it is that of the brokers. */
  readonly clients: string | undefined;
  readonly versions: Versions;
}

/** The first releases on either side of KIP-896, which took the protocols of before 2.1 away. */
const KIP_896 = { major: '4.0', oldest: '2.1' };

/**
 * The Kafka versions of a setup: `kafka` of its brokers, `clients` of Apache Kafka's Java client. An unknown one is
 * reported, and the rest is then judged by the default. So are two that do not talk with one another (KIP-896).
 */
export function resolveVersion(given: Given): ResolvedVersion {
  const kafka = versionOf(given, 'kafka') ?? { text: DEFAULT_RELEASE, release: parseRelease(DEFAULT_RELEASE) ?? [] };
  const clients = versionOf(given, 'clients');
  const versions = { brokers: kafka.release, clients: clients?.release ?? kafka.release };
  if (clients !== undefined) refuseStrangers(given, versions, kafka.text, clients.text);
  return { kafka: kafka.text, clients: clients?.text, versions };
}

function versionOf(
  given: Given,
  key: 'kafka' | 'clients',
): { readonly text: string; readonly release: Release } | undefined {
  const text = given.value('', key);
  if (text === undefined) return undefined;
  const release = parseRelease(text);
  if (release !== undefined) return { text, release };
  given.problem(
    given.place('', key),
    `${key} cannot be "${text}"`,
    `it takes a version from ${RELEASES[0]} to ${RELEASES.at(-1)}, as x.y or x.y.z (${UNRELEASED} is not released: it stands for trunk); did you mean "${nearestRelease(text)}"?`,
  );
  return undefined;
}

function refuseStrangers(given: Given, { brokers, clients }: Versions, kafka: string, clientsText: string): void {
  const { major, oldest } = KIP_896;
  const refuse = (why: string, wayOut: string): void =>
    given.problem(
      given.place('', 'clients'),
      `clients cannot be "${clientsText}" with kafka: "${kafka}": ${why} (KIP-896)`,
      wayOut,
    );
  if (isSince(brokers, major) && !isSince(clients, oldest)) {
    refuse(
      `brokers of ${kafka} take clients of ${oldest} or later`,
      `name clients of ${oldest} or later, or brokers before ${major}`,
    );
  }
  if (isSince(clients, major) && !isSince(brokers, oldest)) {
    refuse(
      `clients of ${clientsText} talk with brokers of ${oldest} or later`,
      `name clients before ${major}, or brokers of ${oldest} or later`,
    );
  }
}
