import type { SetupEntry } from './input.ts';
import { madeClientKey } from './made-clients.ts';
import { placeText } from './place.ts';

/**
 * What a framework sets of the clients that it makes where its file does not say: SmallRye's producers have acks=1, whatever
 * Kafka's default is (the attribute `acks` of its `KafkaConnector`, which `ReactiveKafkaProducer` always hands on).
 *
 * @param entries of a file, as it is written.
 */
export function madeDefaults(entries: readonly SetupEntry[]): {
  readonly entries: readonly SetupEntry[];
  readonly notes: readonly string[];
} {
  const channel = entries.find(
    ({ section, key }) => section === 'producer' && key.startsWith('mp.messaging.outgoing.'),
  );
  const isSaid = entries.some(({ section, key }) => section === 'producer' && madeClientKey(key)?.key === 'acks');
  if (channel === undefined || isSaid) return { entries: [], notes: [] };
  const { place } = channel;
  return {
    entries: [{ section: 'producer', key: 'acks', value: '1', place }],
    notes: [`${placeText(place)}: SmallRye has acks=1 of its producers unless its file says otherwise`],
  };
}
