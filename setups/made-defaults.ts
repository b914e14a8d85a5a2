import type { SetupEntry } from './input.ts';
import { madeClientKey } from './made-clients.ts';
import { placeText } from './place.ts';

/**
 * Frameworks whose producers have acks=1 where their file does not say, whatever Kafka's default is: SmallRye by the
 * attribute `acks` of its `KafkaConnector`, which `ReactiveKafkaProducer` always hands on, and Spring Cloud Stream by
 * `KafkaBinderConfigurationProperties.requiredAcks`, which is `all` from 5.0.2 on.
 */
const ACKS_1: readonly (readonly [prefix: string, by: string])[] = [
  ['mp.messaging.outgoing.', 'SmallRye'],
  ['spring.cloud.stream.', 'Spring Cloud Stream (until 5.0.1)'],
];

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
  const made = ACKS_1.flatMap(([prefix, by]) =>
    ofProducer.filter(({ key }) => key.startsWith(prefix)).map(({ place }) => ({ place, by })),
  );
  if (made.length === 0 || ofProducer.some(({ key }) => madeClientKey(key)?.key === 'acks')) {
    return { entries: [], notes: [] };
  }
  const [{ place, by }] = made;
  return {
    entries: [{ section: 'producer', key: 'acks', value: '1', place }],
    notes: [`${placeText(place)}: ${by} has acks=1 of its producers unless its file says otherwise`],
  };
}
