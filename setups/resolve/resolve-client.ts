import { CLIENT, type Client, JAVA_CLIENT } from '../../model/client.ts';
import type { Setup } from '../../model/setup.ts';
import { settings } from '../../model/switches/switch.ts';
import { type ClientPreset, presetOf } from '../clients/client-preset.ts';
import { type ClientLibrary, gapsOf } from '../clients/client-library.ts';
import { LIBRARIES } from '../clients/libraries.ts';
import { libraryVersion } from '../clients/library-version.ts';
import { refuseLacking } from '../clients/refuse-lacking.ts';
import type { Given } from '../given.ts';
import { INT_MAX } from '../kinds.ts';
import { isSince, type Release } from '../release.ts';

/** The library of the clients that a setup names, in its version; undefined for Apache Kafka's Java client. */
export function resolveLibrary(given: Given): ClientPreset | undefined {
  const name = given.value('client', 'library') ?? given.value('', 'client') ?? 'java';
  if (name === 'java') {
    const place = given.place('client', 'version');
    if (place === undefined) return undefined;
    given.refuse(
      ['client'],
      place,
      'client.version is that of another library, and client.library names none',
      'name one, or give the version of the Java client as clients: "3.9" at the top',
    );
    return undefined;
  }
  const library: ClientLibrary = LIBRARIES[name];
  const { text, release } = libraryVersion(given, library);
  const preset = presetOf(name, library, text, release);
  given.note(`the clients are ${preset.title}: its defaults, and what it does otherwise than the Java client`);
  if (given.value('', 'clients') !== undefined) {
    given.note(`clients has no effect: it is the version of Apache Kafka’s Java client`);
  }
  for (const gap of gapsOf(library, release)) given.note(gap);
  refuseLacking(given, preset);
  return preset;
}

/** The client: Apache Kafka's own, or another library, but for what the setup says. No version of Kafka changes it. */
export function resolveClient(
  given: Given,
  clients: Release,
  producer: Setup['producer'],
  consumer: Setup['consumer'],
  preset: ClientPreset | undefined,
): Setup['client'] {
  const own = preset?.clientFor({
    idempotent: producer['enable.idempotence'],
    maxPollRecords: consumer['max.poll.records'],
    heard: isHeard(given, consumer, preset),
    stores: storesOffsets(given, preset),
  });
  const of: Client = {
    ...JAVA_CLIENT,
    ...own,
    ...(neverGivesUp(given, clients, preset) ? { givesUpOnTime: false } : {}),
  };
  const client = settings(CLIENT, (name) => given.value('client', name) ?? of[name]);
  return preset === undefined ? client : { library: preset.name, version: preset.version, ...client };
}

/** Whether automatic commits cover what the application is done with, and nobody commits by hand. */
function storesOffsets(given: Given, { library, consumer }: ClientPreset): boolean {
  if (given.value('application', 'commit') !== undefined) return false;
  const automatic = given.value('consumer', 'enable.auto.commit') ?? consumer['enable.auto.commit'] ?? false;
  return (
    automatic && (library.autoCommit === 'processed' || given.value('consumer', 'enable.auto.offset.store') === false)
  );
}

/** Whether the application hears of rebalances; it is said where that decides, and nobody has. */
function isHeard(
  given: Given,
  consumer: Setup['consumer'],
  { title, library: { unheard = {} } }: ClientPreset,
): boolean {
  const key = 'rebalance.listener';
  const listener = given.value('application', key);
  // With KIP-848 the same is told of every client.
  const decides = Object.keys(unheard).length > 0 && consumer['group.protocol'] === 'classic';
  if (decides && listener === undefined) {
    given.note(
      `${key} is taken as true: where nobody hears of rebalances, ${title} gives partitions up, and rejoins its group, in the background`,
    );
  }
  return listener ?? true;
}

/**
 * At its largest `delivery.timeout.ms` is longer than any outage, some 25 days (`ProducerBatch.hasReachedDeliveryTimeout`); the key
 * is the Java client's, since KIP-91.
 */
function neverGivesUp(given: Given, clients: Release, preset: ClientPreset | undefined): boolean {
  const key = 'delivery.timeout.ms';
  if (preset !== undefined || !isSince(clients, '2.1')) return false;
  if (given.ignoredNumber('producer', key) !== INT_MAX) return false;
  given.heed('producer', key);
  given.note(`${key}=${INT_MAX} is longer than any outage: no record is given up (client.givesUpOnTime: false)`);
  return true;
}
