import { faultOf } from '../standing-faults.ts';
import { BROKER_FAMILIES, BROKER_KEYS } from './ignored-broker-keys.ts';
import {
  CLIENT_FAMILIES,
  CONSUMER_FAMILIES,
  CONSUMER_KEYS,
  PLUGIN_FAMILIES,
  PLUGIN_KEYS,
  PRODUCER_KEYS,
} from './ignored-client-keys.ts';
import { TOPIC_KEYS } from './ignored-topic-keys.ts';
import { deliveryKeys, type Section } from '../keys.ts';
import { namesIn } from '../names-in.ts';

/** A key of a setup that was accepted and has no effect on it. */
export interface IgnoredKey {
  readonly section: string;
  readonly key: string;
  /** `file:line`. */
  readonly place: string;
  /** Why it has no effect, as a clause that fits behind the key. */
  readonly why: string;
}

export interface Family {
  readonly keys: ReadonlySet<string>;
  readonly prefixes: readonly string[];
}

/** The keys of a section that are accepted without effect: by name, and by the prefix of a family of them. */
export const inertKeys = (section: Section): Family | undefined => INERT_KEYS[section];

const family = (keys: readonly string[], prefixes: readonly string[]): Family => ({ keys: new Set(keys), prefixes });

const CONSUMER = family([...CONSUMER_KEYS, ...PLUGIN_KEYS], [...CONSUMER_FAMILIES, ...PLUGIN_FAMILIES]);

const INERT_KEYS: { readonly [S in Section]?: Family } = {
  producer: family([...PRODUCER_KEYS, ...PLUGIN_KEYS], [...CLIENT_FAMILIES, ...PLUGIN_FAMILIES]),
  consumer: CONSUMER,
  downstream: family([...CONSUMER.keys, ...deliveryKeys('consumer')], CONSUMER.prefixes),
  topic: family(TOPIC_KEYS, ['confluent.']),
  broker: family(BROKER_KEYS, BROKER_FAMILIES),
};

/** Delays that the model lets be of any length, so that no length of theirs makes a difference. */
const DELAYS = new Set(namesIn('linger.ms max.block.ms default.api.timeout.ms'));

/** What does bear on delivery in Kafka and is left out of the model; the user must know that it was not tried. */
const LEFT_OUT = new Set(
  namesIn(`
    cleanup.policy delete.retention.ms min.compaction.lag.ms log.cleanup.policy
    log.cleaner.delete.retention.ms log.cleaner.min.compaction.lag.ms
    message.max.bytes max.message.bytes max.request.size remote.storage.enable
    producer.id.expiration.ms group.instance.id client.rack replica.selector.class
    share.acknowledgement.mode share.acquire.mode
    message.timestamp.difference.max.ms message.timestamp.before.max.ms message.timestamp.after.max.ms
    log.message.timestamp.difference.max.ms log.message.timestamp.before.max.ms log.message.timestamp.after.max.ms
    interceptor.classes transaction.two.phase.commit.enable auto.leader.rebalance.enable offsets.commit.required.acks
    group.max.size group.consumer.max.size`),
);

/** By these followers truncate in a cluster of ZooKeeper's that was upgraded in part, where they are heeded (`resolve/inter-broker-protocol.ts`). */
const OF_ZOOKEEPER = new Set(
  namesIn('inter.broker.protocol.version log.message.format.version message.format.version'),
);

/** What a misspelling is compared with besides the keys that bear on delivery. */
export const otherKeys = (section: Section): Iterable<string> => inertKeys(section)?.keys ?? [];

/** Why a key has no effect on the setup, or undefined when Kafka has no such key in that section. */
export function whyIgnored(section: Section, key: string): string | undefined {
  const known = inertKeys(section);
  if (known === undefined) return undefined;
  if (!known.keys.has(key) && !known.prefixes.some((prefix) => key.startsWith(prefix) && key !== prefix)) {
    return undefined;
  }
  if (section === 'downstream' && deliveryKeys('consumer').includes(key)) {
    return 'the reader behind a transform reads everything once; only its isolation.level matters';
  }
  const fault = faultOf(key);
  if (fault !== undefined) return `in the model it may be over at any moment: the fault ${fault} stands for it`;
  if (DELAYS.has(key)) return 'a time-out; in the model it runs out only for what a fault has made late';
  if (LEFT_OUT.has(key)) return 'left out of the model';
  if (OF_ZOOKEEPER.has(key)) return 'bears on delivery in clusters with ZooKeeper alone, by how followers truncate';
  return 'does not bear on delivery';
}
