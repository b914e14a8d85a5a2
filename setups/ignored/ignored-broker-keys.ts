import { namesIn } from '../names-in.ts';

/**
 * The keys of a Kafka server that do not bear on delivery in the model: `KafkaConfig` and the classes behind it up to 4.4,
 * with ZooKeeper's, which 4.0 removed. Grouped as in Kafka's source.
 */
export const BROKER_KEYS = namesIn(`
  process.roles node.id broker.id broker.id.generation.enable reserved.broker.max.id broker.rack host.name port
  advertised.host.name advertised.port advertised.listeners listeners listener.security.protocol.map
  inter.broker.listener.name inter.broker.protocol.version security.inter.broker.protocol control.plane.listener.name
  controller.listener.names early.start.listeners initial.broker.registration.timeout.ms broker.heartbeat.interval.ms
  broker.session.timeout.ms server.max.startup.time.ms config.providers unstable.api.versions.enable
  unstable.feature.versions.enable eligible.leader.replicas.enable

  metadata.log.dir metadata.log.max.snapshot.interval.ms metadata.log.max.record.bytes.between.snapshots
  metadata.log.segment.min.bytes metadata.log.segment.bytes metadata.log.segment.ms metadata.max.retention.bytes
  metadata.max.retention.ms metadata.max.idle.interval.ms kraft.version share.version
  streams.version
  controller.performance.sample.period.ms controller.performance.always.log.threshold.ms
  controller.max.records.per.batch controller.socket.timeout.ms controller.quota.window.num
  controller.quota.window.size.seconds

  num.network.threads num.io.threads background.threads num.recovery.threads.per.data.dir num.replica.fetchers
  num.replica.alter.log.dirs.threads queued.max.requests queued.max.request.bytes request.timeout.ms
  socket.send.buffer.bytes socket.receive.buffer.bytes socket.request.max.bytes socket.listen.backlog.size
  socket.connection.setup.timeout.ms socket.connection.setup.timeout.max.ms max.connections max.connections.per.ip
  max.connections.per.ip.overrides max.connection.creation.rate connections.max.idle.ms connections.max.reauth.ms
  connection.failed.authentication.delay.ms max.request.partition.size.limit
  max.incremental.fetch.session.cache.slots fetch.max.bytes message.max.bytes compression.type compression.gzip.level
  compression.lz4.level compression.zstd.level delete.topic.enable auto.create.topics.enable
  create.topic.policy.class.name alter.config.policy.class.name controlled.shutdown.enable
  controlled.shutdown.max.retries controlled.shutdown.retry.backoff.ms

  log.dir log.dirs log.segment.bytes log.roll.ms log.roll.hours log.roll.jitter.ms log.roll.jitter.hours
  log.retention.ms log.retention.minutes log.retention.hours log.retention.bytes log.retention.check.interval.ms
  log.cleanup.policy log.index.size.max.bytes log.index.interval.bytes log.segment.delete.delay.ms
  log.flush.interval.ms log.flush.scheduler.interval.ms log.flush.offset.checkpoint.interval.ms
  log.flush.start.offset.checkpoint.interval.ms log.preallocate log.message.format.version log.message.timestamp.type
  log.message.timestamp.difference.max.ms log.message.timestamp.before.max.ms log.message.timestamp.after.max.ms
  log.message.downconversion.enable log.initial.task.delay.ms log.dir.failure.timeout.ms log.local.retention.ms
  log.local.retention.bytes log.cleaner.enable log.cleaner.threads log.cleaner.io.max.bytes.per.second
  log.cleaner.dedupe.buffer.size log.cleaner.io.buffer.size log.cleaner.io.buffer.load.factor log.cleaner.backoff.ms
  log.cleaner.min.cleanable.ratio log.cleaner.delete.retention.ms log.cleaner.min.compaction.lag.ms
  log.cleaner.max.compaction.lag.ms

  replica.lag.time.max.ms replica.lag.max.messages replica.socket.timeout.ms replica.socket.receive.buffer.bytes
  replica.fetch.max.bytes replica.fetch.wait.max.ms replica.fetch.min.bytes replica.fetch.backoff.ms
  replica.fetch.response.max.bytes replica.high.watermark.checkpoint.interval.ms replica.selector.class
  fetch.purgatory.purge.interval.requests producer.purgatory.purge.interval.requests
  delete.records.purgatory.purge.interval.requests auto.leader.rebalance.enable leader.imbalance.per.broker.percentage
  leader.imbalance.check.interval.seconds unclean.leader.election.interval.ms
  follower.fetch.last.tiered.offset.enable

  group.min.session.timeout.ms group.max.session.timeout.ms group.initial.rebalance.delay.ms group.max.size
  offset.metadata.max.bytes offsets.load.buffer.size offsets.retention.minutes offsets.retention.check.interval.ms
  offsets.topic.num.partitions offsets.topic.segment.bytes offsets.topic.compression.codec offsets.commit.timeout.ms
  offsets.commit.required.acks

  transaction.state.log.num.partitions transaction.state.log.segment.bytes transaction.state.log.load.buffer.size
  transaction.max.timeout.ms
  transactional.id.expiration.ms transaction.abort.timed.out.transaction.cleanup.interval.ms
  transaction.remove.expired.transaction.cleanup.interval.ms transaction.two.phase.commit.enable
  producer.id.expiration.ms producer.id.expiration.check.interval.ms

  quota.window.num quota.window.size.seconds quota.producer.default quota.consumer.default
  replication.quota.window.num replication.quota.window.size.seconds alter.log.dirs.replication.quota.window.num
  alter.log.dirs.replication.quota.window.size.seconds client.quota.callback.class
  leader.replication.throttled.rate follower.replication.throttled.rate
  replica.alter.log.dirs.io.max.bytes.per.second

  authorizer.class.name super.users allow.everyone.if.no.acl.found principal.builder.class security.providers
  metric.reporters auto.include.jmx.reporter metrics.num.samples metrics.recording.level metrics.sample.window.ms
  kafka.metrics.reporters kafka.metrics.polling.interval.secs telemetry.max.bytes
  remote.fetch.max.wait.ms remote.list.offsets.request.timeout.ms`);

/** Families whose members are many, and of which no member bears on delivery. */
export const BROKER_FAMILIES = namesIn(`
  ssl. sasl. listener.name. zookeeper. delegation.token. password.encoder. config.providers.
  controller.quorum. group.coordinator. group.consumer. group.share. group.streams. share.
  remote.log. rsm.config. rlmm.config. metrics.jmx. metrics.context. confluent. internal.`);
