import { anyWhole, bool, INT_MAX, int, type Kind, LONG_MAX, oneOf, oneOfAnyCase } from '../kinds.ts';
import { kindsByKey, type KindsOfKeys } from '../kinds-by-key.ts';

/**
 * What the keys of Kafka's Java clients take that do not bear on delivery, as their ConfigDef has them: a client that is
 * given anything else throws a ConfigException instead of starting. Where versions differ it is what any of them takes.
 * A key that is not here is a name, a list, a class or a secret, of which nothing is known before the client runs.
 */
const VALUES: KindsOfKeys = [
  [
    int(0, INT_MAX),
    `batch.size delivery.timeout.ms max.request.size request.timeout.ms auto.commit.interval.ms default.api.timeout.ms
    fetch.max.bytes fetch.max.wait.ms fetch.min.bytes max.partition.fetch.bytes`,
  ],
  [
    int(0, LONG_MAX),
    `buffer.memory linger.ms max.block.ms metadata.max.age.ms metadata.recovery.rebootstrap.trigger.ms
    metrics.sample.window.ms partitioner.availability.timeout.ms reconnect.backoff.max.ms reconnect.backoff.ms
    retry.backoff.max.ms retry.backoff.ms`,
  ],
  [int(1, INT_MAX), 'max.poll.interval.ms metrics.num.samples session.timeout.ms'],
  // Heartbeat makes a timer of it.
  [int(0, INT_MAX), 'heartbeat.interval.ms'],
  [int(-1, INT_MAX), 'receive.buffer.bytes send.buffer.bytes'],
  [int(5000, LONG_MAX), 'metadata.max.idle.ms'],
  [anyWhole, 'connections.max.idle.ms socket.connection.setup.timeout.ms socket.connection.setup.timeout.max.ms'],
  [
    bool,
    `allow.auto.create.topics auto.include.jmx.reporter check.crcs enable.metrics.push exclude.internal.topics
    partitioner.adaptive.partitioning.enable partitioner.ignore.keys transaction.two.phase.commit.enable
    internal.auto.downgrade.txn.commit internal.leave.group.on.close internal.throw.on.fetch.stable.offset.unsupported`,
  ],
  [oneOf('none', 'gzip', 'snappy', 'lz4', 'zstd'), 'compression.type'],
  [oneOf('INFO', 'DEBUG', 'TRACE'), 'metrics.recording.level'],
  [oneOf('use_all_dns_ips', 'resolve_canonical_bootstrap_servers_only', 'default'), 'client.dns.lookup'],
  [oneOfAnyCase('plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'), 'security.protocol'],
  [oneOfAnyCase('none', 'rebootstrap'), 'metadata.recovery.strategy'],
];

const KIND_OF = kindsByKey(VALUES);

/** What a key of a Java client takes that does not bear on delivery, where that is known. */
export const clientKindOf = (key: string): Kind<unknown> | undefined => KIND_OF.get(key);
