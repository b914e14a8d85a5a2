import { anyWhole, bool, INT_MAX, int, type Kind, LONG_MAX, oneOf } from '../kinds.ts';
import { kindsByKey, type KindsOfKeys } from '../kinds-by-key.ts';

const share: Kind<number> = {
  allowed: 'a number from 0 to 1',
  spellings: [],
  schema: { type: 'number', minimum: 0, maximum: 1 },
  parse(value) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && number >= 0 && number <= 1 ? number : undefined;
  },
};

const policies: Kind<readonly string[]> = {
  allowed: 'compact, delete or both',
  spellings: ['compact', 'delete'],
  schema: { type: ['string', 'array'] },
  parse(value) {
    const words = (Array.isArray(value) ? value : [value]).flatMap((word: unknown) => String(word).split(','));
    const names = words.map((word) => word.trim()).filter((word) => word !== '');
    return names.every((name) => name === 'compact' || name === 'delete') ? names : undefined;
  },
};

/** Of a topic, as LogConfig has them from 0.11 on: with anything else it is not created (InvalidConfigurationException). */
const OF_TOPIC: KindsOfKeys = [
  [
    int(0, LONG_MAX),
    `delete.retention.ms file.delete.delay.ms flush.ms message.timestamp.after.max.ms message.timestamp.before.max.ms
    message.timestamp.difference.max.ms min.compaction.lag.ms segment.jitter.ms`,
  ],
  [int(0, INT_MAX), 'index.interval.bytes max.message.bytes'],
  [int(1, LONG_MAX), 'max.compaction.lag.ms segment.ms'],
  [int(4, INT_MAX), 'segment.index.bytes'],
  [int(14, INT_MAX), 'segment.bytes'],
  [int(-1, LONG_MAX), 'retention.ms'],
  [int(-2, LONG_MAX), 'local.retention.bytes local.retention.ms'],
  [anyWhole, 'retention.bytes'],
  [share, 'min.cleanable.dirty.ratio'],
  [
    bool,
    'message.downconversion.enable preallocate remote.log.copy.disable remote.log.delete.on.disable remote.storage.enable',
  ],
  [oneOf('uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'), 'compression.type'],
  [oneOf('CreateTime', 'LogAppendTime'), 'message.timestamp.type'],
  [policies, 'cleanup.policy'],
];

/** Of a broker, as KafkaConfig has them from 0.11 on: with anything else it does not start. */
const OF_BROKER: KindsOfKeys = [
  [
    int(1, INT_MAX),
    `background.threads group.consumer.heartbeat.interval.ms group.consumer.session.timeout.ms log.roll.hours
    num.io.threads num.network.threads num.recovery.threads.per.data.dir offsets.commit.timeout.ms
    offsets.load.buffer.size offsets.retention.minutes offsets.topic.num.partitions offsets.topic.segment.bytes
    producer.id.expiration.ms queued.max.requests socket.request.max.bytes transaction.max.timeout.ms
    transaction.state.log.num.partitions transaction.state.log.segment.bytes transactional.id.expiration.ms`,
  ],
  [
    int(1, LONG_MAX),
    `leader.imbalance.check.interval.seconds log.retention.check.interval.ms offsets.retention.check.interval.ms`,
  ],
  [int(0, INT_MAX), 'log.cleaner.threads log.index.interval.bytes max.connections message.max.bytes'],
  [int(14, INT_MAX), 'log.segment.bytes'],
  [
    anyWhole,
    `broker.heartbeat.interval.ms broker.id broker.session.timeout.ms connections.max.idle.ms
    group.initial.rebalance.delay.ms group.max.session.timeout.ms group.min.session.timeout.ms log.flush.interval.ms
    log.retention.bytes log.retention.hours log.retention.minutes log.retention.ms num.replica.fetchers
    replica.fetch.wait.max.ms replica.lag.time.max.ms replica.socket.timeout.ms request.timeout.ms
    socket.receive.buffer.bytes socket.send.buffer.bytes`,
  ],
  [share, 'log.cleaner.min.cleanable.ratio'],
  [
    bool,
    `auto.create.topics.enable auto.leader.rebalance.enable controlled.shutdown.enable delete.topic.enable
    log.cleaner.enable log.preallocate`,
  ],
  [oneOf('uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'), 'compression.type'],
  [oneOf('CreateTime', 'LogAppendTime'), 'log.message.timestamp.type'],
  [policies, 'log.cleanup.policy'],
];

const KINDS = { topic: kindsByKey(OF_TOPIC), broker: kindsByKey(OF_BROKER) };

/** What a key of a topic or a broker takes that does not bear on delivery, where that is known. */
export const serverKindOf = (section: 'topic' | 'broker', key: string): Kind<unknown> | undefined =>
  KINDS[section].get(key);
