import type { SetupEntry } from './input.ts';

/** What the legacy consumer called what the Java consumer has under another name. */
const KEYS: Readonly<Record<string, string>> = {
  'auto.commit.enable': 'enable.auto.commit',
  'fetch.message.max.bytes': 'max.partition.fetch.bytes',
  'zookeeper.session.timeout.ms': 'session.timeout.ms',
};

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'auto.offset.reset': { smallest: 'earliest', largest: 'latest' },
  'partition.assignment.strategy': { range: 'eager', roundrobin: 'eager' },
};

/**
 * A file of the consumer that ZooKeeper coordinated (`kafka.consumer`, until 1.x) in the words of the Java consumer; any
 * other as it is.
 */
export function readAsLegacyConsumer(entries: readonly SetupEntry[]): {
  readonly entries: readonly SetupEntry[];
  readonly notes: readonly string[];
} {
  const has = (name: string): boolean => entries.some(({ section, key }) => section === 'consumer' && key === name);
  if (!has('zookeeper.connect') || has('bootstrap.servers')) return { entries, notes: [] };
  const { file } = entries[0].place;
  return {
    entries: entries.map((entry) => {
      const key = KEYS[entry.key] ?? entry.key;
      // A session of ZooKeeper's had no heartbeats that it would have to be longer than.
      if (key === 'session.timeout.ms' && key !== entry.key) return { ...entry, key, value: null };
      return { ...entry, key, value: VALUES[key]?.[String(entry.value)] ?? entry.value };
    }),
    notes: [
      `${file}: this is a file of the legacy consumer, which ZooKeeper coordinated and Kafka 2.0 removed: it is judged as the Java consumer with the same settings, and its offsets as if they were in Kafka`,
    ],
  };
}
