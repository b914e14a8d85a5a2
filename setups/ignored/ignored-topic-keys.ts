import { namesIn } from '../names-in.ts';

/** The keys of Kafka's `TopicConfig` and `LogConfig` that do not bear on delivery in the model. */
export const TOPIC_KEYS = namesIn(`
  cleanup.policy compression.type compression.gzip.level compression.lz4.level compression.zstd.level
  delete.retention.ms file.delete.delay.ms flush.ms index.interval.bytes max.message.bytes message.format.version
  message.timestamp.type message.timestamp.difference.max.ms message.timestamp.before.max.ms
  message.timestamp.after.max.ms message.downconversion.enable
  min.cleanable.dirty.ratio min.compaction.lag.ms max.compaction.lag.ms preallocate
  retention.bytes retention.ms segment.bytes segment.index.bytes segment.jitter.ms segment.ms
  local.retention.bytes local.retention.ms remote.storage.enable remote.log.copy.disable remote.log.delete.on.disable
  errors.deadletterqueue.group.enable internal.segment.bytes
  leader.replication.throttled.replicas follower.replication.throttled.replicas`);
