import { PROTOCOL, type Protocol } from '../../model/protocol.ts';
import type { ProducerConfig } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import type { Place } from '../place.ts';
import { isOfZooKeeper } from './zoo-keeper.ts';
import { isSince, olderOf, type Release, releaseIn, valueAt } from '../release.ts';

const PROTOCOL_KEY = 'inter.broker.protocol.version';
const FORMAT_KEYS = [
  ['topic', 'message.format.version'],
  ['broker', 'log.message.format.version'],
] as const;

/** Version 2 of the message format, with producer ids, sequences and leader epochs (KIP-98, KIP-101). */
const EPOCHS_SINCE = '0.11';

/**
 * How followers truncate in a cluster of ZooKeeper's that was upgraded in part: by `inter.broker.protocol.version`, which
 * says what followers ask a leader (`ReplicaFetcherThread` at 2.8.0), and to the high watermark where the format of the
 * messages has no leader epochs, of which `LeaderEpochFileCache` has none then.
 */
export function upgradedTruncation(
  given: Given,
  brokers: Release,
  ofBrokers: Protocol['truncation'],
): Protocol['truncation'] {
  const kept = protocolOf(given, brokers);
  const truncation =
    oldFormat(given, brokers) === undefined ? valueAt(PROTOCOL.truncation.history, kept) : 'high-watermark';
  if (truncation === ofBrokers) return ofBrokers;
  const keys = [['broker', PROTOCOL_KEY] as const, ...FORMAT_KEYS].filter(([section, key]) => given.heed(section, key));
  given.note(
    `${keys.map(([, key]) => key).join(' and ')} of before an upgrade: followers truncate as they did then (${truncation})`,
  );
  return truncation;
}

/** A partition of the format of before takes no producer that numbers its records (`LogValidator`). */
export function refuseOldFormat(given: Given, brokers: Release, producer: ProducerConfig): void {
  const format = producer['enable.idempotence'] ? oldFormat(given, brokers) : undefined;
  if (format === undefined || !isOfZooKeeper(given, brokers)) return;
  given.refuse(
    ['broker', 'producer', 'topic'],
    format.place,
    `a topic of message format ${format.text} takes no idempotent producer (UnsupportedForMessageFormatException)`,
    'leave the format out, or set producer.enable.idempotence to false',
  );
}

interface OldFormat {
  readonly text: string;
  readonly place: Place | undefined;
}

function oldFormat(given: Given, brokers: Release): OldFormat | undefined {
  // KIP-724: from 3.0 on the format is that of today once the protocol between brokers is.
  if (isSince(protocolOf(given, brokers), '3.0')) return undefined;
  const [found] = FORMAT_KEYS.flatMap(([section, key]) => {
    const text = given.ignoredText(section, key);
    return text === undefined ? [] : [{ text, place: given.place(section, key) }];
  });
  const release = found === undefined ? undefined : releaseIn(found.text);
  return release === undefined || isSince(release, EPOCHS_SINCE) ? undefined : found;
}

const protocolOf = (given: Given, brokers: Release): Release =>
  olderOf(releaseIn(given.ignoredText('broker', PROTOCOL_KEY) ?? '') ?? brokers, brokers);
