import type { SetupEntry } from '../input.ts';
import { kindOf } from '../keys.ts';
import { madeClientKey } from '../made-clients.ts';
import { placeText } from '../place.ts';
import type { PresetName } from './presets.ts';

type Keys = Readonly<Partial<Record<'producer' | 'consumer', readonly string[]>>>;

/** StreamsConfig.NON_CONFIGURABLE_CONSUMER_DEFAULT_CONFIGS, and the assignor, which is Streams' own. */
const STREAMS: Keys = { consumer: ['enable.auto.commit', 'group.protocol', 'partition.assignment.strategy'] };

/** The keys of its clients that a framework sets itself, whatever its file says of them. */
const OVERRIDDEN: Readonly<Partial<Record<PresetName, { readonly by: string; readonly keys: Keys }>>> = {
  'streams-at-least-once': { by: 'Kafka Streams', keys: STREAMS },
  // NON_CONFIGURABLE_CONSUMER_EOS_CONFIGS and NON_CONFIGURABLE_PRODUCER_EOS_CONFIGS; of max.in.flight it checks the number.
  'streams-exactly-once-v2': {
    by: 'Kafka Streams',
    keys: {
      consumer: [...(STREAMS.consumer ?? []), 'isolation.level'],
      producer: ['enable.idempotence', 'transactional.id'],
    },
  },
  // Worker.exactlyOnceSourceTaskProducerConfigs and exactlyOnceSourceOffsetsConsumerConfigs.
  'connect-source-exactly-once': {
    by: 'Kafka Connect',
    keys: { producer: ['enable.idempotence', 'transactional.id'], consumer: ['isolation.level'] },
  },
};

/**
 * The entries of a framework's file without those that it sets itself, which it logs and passes over.
 *
 * @returns what is left, and a sentence about each that is not.
 */
export function withoutOverridden(
  entries: readonly SetupEntry[],
  preset: PresetName,
): { readonly entries: readonly SetupEntry[]; readonly notes: readonly string[] } {
  const found = OVERRIDDEN[preset];
  if (found === undefined) return { entries, notes: [] };
  const { by, keys } = found;
  const isKept = ({ section, key }: SetupEntry): boolean =>
    !(section === 'producer' || section === 'consumer') || keys[section]?.includes(key) !== true;
  return {
    entries: entries.filter(isKept),
    notes: entries
      .filter((entry) => !isKept(entry) && !isOfStreams(entry))
      .map(
        ({ section, key, place }) =>
          `${placeText(place)}: ${by} sets ${key} of its ${section}s itself, and passes this over`,
      ),
  };
}

/** What `group.protocol` is for Kafka Streams itself, and for no consumer (KIP-1071): the loop of the file says what of it. */
const isOfStreams = ({ key, value }: SetupEntry): boolean => key === 'group.protocol' && value === 'streams';

/**
 * Whose clients have what begins with a prefix alone: a worker's consumers are not configured by what it says of itself
 * (Worker.baseConsumerConfigs and baseProducerConfigs), nor are Spring's or SmallRye's by what begins otherwise.
 */
const PREFIXED: readonly (readonly [preset: RegExp, by: string])[] = [
  [/^connect-/, 'Kafka Connect'],
  [/^spring-/, 'Spring Boot'],
  [/^smallrye-/, 'SmallRye'],
];

/**
 * The entries of a framework's file without the clients' keys that it does not hand on to them.
 *
 * @param file of the framework; another one may be a client's own.
 * @returns what is left, and a sentence about each that is not.
 */
export function withoutUnprefixed(
  entries: readonly SetupEntry[],
  preset: PresetName,
  file: string,
): { readonly entries: readonly SetupEntry[]; readonly notes: readonly string[] } {
  const by = PREFIXED.find(([pattern]) => pattern.test(preset))?.[1];
  const isPassedOver = (entry: SetupEntry): boolean => by !== undefined && entry.place.file === file && isPlain(entry);
  return {
    entries: entries.filter((entry) => !isPassedOver(entry)),
    notes: entries
      .filter(isPassedOver)
      .map(
        ({ section, key, place }) =>
          `${placeText(place)}: ${by} hands ${key} on to its ${section}s with a prefix alone, and passes this over`,
      ),
  };
}

/** Whether it is a key of a client, as that client has it. */
const isPlain = ({ section, key }: SetupEntry): boolean =>
  (section === 'producer' || section === 'consumer') &&
  kindOf(section, key) !== undefined &&
  madeClientKey(key) === undefined;
