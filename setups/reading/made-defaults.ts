import type { SetupEntry } from '../input.ts';
import { madeClientKey } from '../made-clients.ts';
import { type Place, placeText } from '../place.ts';
import { channelsIn, isSmallRyes } from '../presets/small-rye-channels.ts';

/**
 * Frameworks whose producers have acks=1 where their file does not say, whatever Kafka's default is: SmallRye by the
 * attribute `acks` of its `KafkaConnector`, which `ReactiveKafkaProducer` always hands on, and Spring Cloud Stream by
 * `KafkaBinderConfigurationProperties.requiredAcks`, which is `all` from 5.0.2 on.
 */
function withAcks1(ofProducer: readonly SetupEntry[]): { readonly place: Place; readonly by: string } | undefined {
  const channel = channelsIn(ofProducer, 'outgoing').find(isSmallRyes);
  if (channel !== undefined) return { place: channel.at.place, by: 'SmallRye' };
  const binder = ofProducer.find(({ key }) => key.startsWith('spring.cloud.stream.'));
  return binder === undefined ? undefined : { place: binder.place, by: 'Spring Cloud Stream (until 5.0.1)' };
}

/**
 * What a framework sets of the clients that it makes where its file does not say.
 *
 * @param entries of a file, as it is written.
 */
export function madeDefaults(entries: readonly SetupEntry[]): {
  readonly entries: readonly SetupEntry[];
  readonly notes: readonly string[];
} {
  const ofProducer = entries.filter(({ section }) => section === 'producer');
  const made = withAcks1(ofProducer);
  if (made === undefined || ofProducer.some(({ key }) => madeClientKey(key)?.key === 'acks')) {
    return { entries: [], notes: [] };
  }
  const { place, by } = made;
  return {
    entries: [{ section: 'producer', key: 'acks', value: '1', place }],
    notes: [`${placeText(place)}: ${by} has acks=1 of its producers unless its file says otherwise`],
  };
}
