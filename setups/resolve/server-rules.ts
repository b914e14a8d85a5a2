import type { History } from '../../model/switches/switch.ts';
import { commaListed } from '../comma-list.ts';
import type { Given } from '../given.ts';
import { isSince, type Release, valueAt } from '../release.ts';

type ServerSection = 'broker' | 'topic';

/** Two keys of which one is at most the other; a server is not started, or a topic not made, with anything else. */
interface AtMost {
  readonly section: ServerSection;
  readonly since: string;
  readonly key: string;
  readonly keyMs: History<number>;
  readonly bound: string;
  readonly boundMs: History<number>;
  /** What Kafka throws. */
  readonly thrown: string;
}

const ofGroups = (key: string, keyMs: number, bound: string, boundMs: number): AtMost => ({
  section: 'broker',
  since: '3.7',
  key: `group.consumer.${key}`,
  keyMs: [[keyMs]],
  bound: `group.consumer.${bound}`,
  boundMs: [[boundMs]],
  thrown: 'IllegalArgumentException',
});

const SESSION = 'session.timeout.ms';
const HEARTBEAT = 'heartbeat.interval.ms';

const PAIRS: readonly AtMost[] = [
  {
    // KafkaConfig.validateValues
    section: 'broker',
    since: '0.11',
    key: 'replica.fetch.wait.max.ms',
    keyMs: [[500]],
    bound: 'replica.socket.timeout.ms',
    boundMs: [[30_000]],
    thrown: 'IllegalArgumentException',
  },
  {
    // The same; KIP-537 made the bound longer.
    section: 'broker',
    since: '0.11',
    key: 'replica.fetch.wait.max.ms',
    keyMs: [[500]],
    bound: 'replica.lag.time.max.ms',
    boundMs: [[10_000], [30_000, '2.5']],
    thrown: 'IllegalArgumentException',
  },
  // GroupCoordinatorConfig
  ofGroups(`min.${SESSION}`, 45_000, SESSION, 45_000),
  ofGroups(SESSION, 45_000, `max.${SESSION}`, 60_000),
  ofGroups(`min.${HEARTBEAT}`, 5000, HEARTBEAT, 5000),
  ofGroups(HEARTBEAT, 5000, `max.${HEARTBEAT}`, 15_000),
  {
    // LogConfig.validateValues, KIP-354
    section: 'topic',
    since: '2.3',
    key: 'min.compaction.lag.ms',
    keyMs: [[0]],
    bound: 'max.compaction.lag.ms',
    boundMs: [[Number.POSITIVE_INFINITY]],
    thrown: 'InvalidConfigurationException',
  },
];

/** What brokers do not start with, or make no topic with, of keys that do not bear on delivery and depend on each other. */
export function checkServerRules(given: Given, brokers: Release): void {
  for (const pair of PAIRS) if (isSince(brokers, pair.since)) checkPair(given, pair, brokers);
  checkNoTime(given);
  checkRemoteCompaction(given, brokers);
  checkCommitAcks(given, brokers);
  checkSegments(given, brokers);
}

function checkPair(given: Given, { section, key, keyMs, bound, boundMs, thrown }: AtMost, brokers: Release): void {
  const least = msOf(given, section, key, keyMs, brokers);
  const most = msOf(given, section, bound, boundMs, brokers);
  if (!(least > most)) return;
  given.refuse(
    [section],
    given.place(section, key) ?? given.place(section, bound),
    `${section}.${key}, ${least}, is more than ${bound}, ${most} (Kafka throws an ${thrown})`,
    `set ${key} to at most ${most}, or ${bound} to at least ${least}`,
  );
}

/** In the order in which Kafka asks for them (`KafkaConfig.logRetentionTimeMillis`, `logRollTimeMillis`). */
const TIMES = [
  { keys: ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'], isNone: (time: number) => time === 0 },
  { keys: ['log.roll.ms', 'log.roll.hours'], isNone: (time: number) => time <= 0 },
] as const;

/** A record is kept, and a segment written to, for some time (`KafkaConfig.validateValues`). */
function checkNoTime(given: Given): void {
  for (const { keys, isNone } of TIMES) {
    const key = keys.find((name) => given.place('broker', name) !== undefined);
    if (key === undefined) continue;
    const text = given.ignoredText('broker', key);
    if (text === undefined || text.trim() === '' || !isNone(Number(text))) continue;
    given.refuse(
      ['broker'],
      given.place('broker', key),
      `broker.${key} cannot be ${text} (Kafka throws an IllegalArgumentException)`,
      'give it at least 1, or leave it out',
    );
  }
}

/**
 * Since there are remote segments (KIP-405): `LogConfig.validateNoRemoteStorageForCompactedTopic`, of today
 * `validateRemoteStorageRequiresDeleteCleanupPolicy`.
 */
function checkRemoteCompaction(given: Given, brokers: Release): void {
  if (!isSince(brokers, '3.6')) return;
  const isRemote = given.ignoredText('topic', 'remote.storage.enable')?.trim().toLowerCase() === 'true';
  if (!isRemote || !commaListed(given.ignoredText('topic', 'cleanup.policy') ?? '').includes('compact')) return;
  given.refuse(
    ['topic'],
    given.place('topic', 'remote.storage.enable'),
    'topic.remote.storage.enable cannot be true with cleanup.policy=compact (Kafka throws a ConfigException)',
    'leave one of them out',
  );
}

/** `KafkaConfig.validateValues` up to 3.9; Kafka 4.0 has no such key (KIP-1041). */
function checkCommitAcks(given: Given, brokers: Release): void {
  const key = 'offsets.commit.required.acks';
  if (isSince(brokers, '4.0')) return;
  const acks = Number(given.ignoredText('broker', key) ?? Number.NaN);
  const replicas = given.value('broker', 'offsets.topic.replication.factor') ?? 3;
  if (!(acks < -1 || acks > replicas)) return;
  given.refuse(
    ['broker'],
    given.place('broker', key),
    `broker.${key} cannot be ${acks}: it takes -1 to offsets.topic.replication.factor, ${replicas} (Kafka throws an IllegalArgumentException)`,
    'leave it out',
  );
}

const SEGMENT_BYTES_MIN = 1024 * 1024;

/** KIP-1030: since 4.0 a broker’s segments have at least a mebibyte (KAFKA-16368, which left those of a topic as they were). */
function checkSegments(given: Given, brokers: Release): void {
  const key = 'log.segment.bytes';
  const bytes = Number(given.ignoredText('broker', key) ?? Number.NaN);
  if (!isSince(brokers, '4.0') || !(bytes < SEGMENT_BYTES_MIN)) return;
  given.refuse(
    ['broker'],
    given.place('broker', key),
    `broker.${key} cannot be ${bytes} since Kafka 4.0 (Kafka throws a ConfigException)`,
    `set it to at least ${SEGMENT_BYTES_MIN}, or leave it out`,
  );
}

/** A time as it was given or as it is by default; not a number where it was given and is not known. */
function msOf(given: Given, section: ServerSection, key: string, defaults: History<number>, brokers: Release): number {
  if (given.place(section, key) === undefined) return valueAt(defaults, brokers);
  const text = given.ignoredText(section, key) ?? '';
  return text.trim() === '' ? Number.NaN : Number(text);
}
