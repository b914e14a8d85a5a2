import { namesIn } from '../names-in.ts';

/**
 * The keys of Kafka's Java producer and consumer that do not bear on delivery: those of `ProducerConfig` and
 * `ConsumerConfig` up to 4.4, and the ones that older versions had.
 */

const COMMON = namesIn(`
  bootstrap.servers bootstrap.resolve.timeout.ms client.dns.lookup client.id client.rack config.providers
  metadata.max.age.ms metadata.recovery.strategy metadata.recovery.rebootstrap.trigger.ms metadata.cluster.check.enable
  send.buffer.bytes receive.buffer.bytes socket.connection.setup.timeout.ms socket.connection.setup.timeout.max.ms
  connections.max.idle.ms reconnect.backoff.ms reconnect.backoff.max.ms retry.backoff.ms retry.backoff.max.ms
  request.timeout.ms interceptor.classes enable.metrics.push metric.reporters auto.include.jmx.reporter
  metrics.num.samples metrics.recording.level metrics.sample.window.ms security.protocol security.providers`);

/** Families whose members are many, and of which no member bears on delivery. */
export const CLIENT_FAMILIES = ['ssl.', 'sasl.', 'config.providers.', 'metrics.context.', 'metrics.jmx.'] as const;

/**
 * Keys that are not Kafka's but stand in many of its files: a client hands them on to its serializers and interceptors.
 */
export const PLUGIN_KEYS = namesIn(`
  auto.register.schemas use.latest.version use.schema.id specific.avro.reader avro.use.logical.type.converters
  avro.remove.java.properties key.subject.name.strategy value.subject.name.strategy normalize.schemas
  latest.compatibility.strict json.value.type json.key.type json.fail.invalid.schema specific.protobuf.value.type
  specific.protobuf.key.type derive.type default.list.key.serde.type default.list.key.serde.inner
  default.list.value.serde.type default.list.value.serde.inner`);
export const PLUGIN_FAMILIES = ['schema.registry.', 'basic.auth.', 'bearer.auth.', 'confluent.', 'apicurio.'] as const;

export const PRODUCER_KEYS = [
  ...COMMON,
  ...namesIn(`
    key.serializer value.serializer batch.size buffer.memory linger.ms delivery.timeout.ms max.block.ms max.request.size
    metadata.max.idle.ms compression.type compression.gzip.level compression.lz4.level compression.zstd.level
    partitioner.class partitioner.adaptive.partitioning.enable partitioner.availability.timeout.ms partitioner.ignore.keys
    transaction.two.phase.commit.enable internal.auto.downgrade.txn.commit
    block.on.buffer.full metadata.fetch.timeout.ms timeout.ms`),
];

export const CONSUMER_KEYS = [
  ...COMMON,
  ...namesIn(`
    key.deserializer value.deserializer group.id group.instance.id group.remote.assignor
    auto.commit.interval.ms session.timeout.ms heartbeat.interval.ms max.poll.interval.ms default.api.timeout.ms
    fetch.min.bytes fetch.max.bytes fetch.max.wait.ms max.partition.fetch.bytes check.crcs exclude.internal.topics
    allow.auto.create.topics share.acknowledgement.mode share.acquire.mode internal.leave.group.on.close
    internal.throw.on.fetch.stable.offset.unsupported consumer.timeout.ms`),
];

/** `config/consumer.properties` of 0.11 still names ZooKeeper; the Java consumer passes it over. */
export const CONSUMER_FAMILIES = [...CLIENT_FAMILIES, 'zookeeper.'] as const;
