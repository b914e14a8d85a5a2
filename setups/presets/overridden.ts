import type { SetupEntry } from '../input.ts';
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
  preset: PresetName | undefined,
): { readonly entries: readonly SetupEntry[]; readonly notes: readonly string[] } {
  const found = preset === undefined ? undefined : OVERRIDDEN[preset];
  if (found === undefined) return { entries, notes: [] };
  const { by, keys } = found;
  const isKept = ({ section, key }: SetupEntry): boolean =>
    !(section === 'producer' || section === 'consumer') || keys[section]?.includes(key) !== true;
  return {
    entries: entries.filter(isKept),
    notes: entries
      .filter((entry) => !isKept(entry))
      .map(
        ({ section, key, place }) =>
          `${placeText(place)}: ${by} sets ${key} of its ${section}s itself, and passes this over`,
      ),
  };
}
