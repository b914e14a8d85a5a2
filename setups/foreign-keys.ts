import { namesIn } from './names-in.ts';

/** Keys of other clients and of frameworks that are found in the files of Kafka's Java clients, by whose they are. */
const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  librdkafka: namesIn(`
    enable.auto.offset.store sasl.mechanisms sasl.username sasl.password message.send.max.retries queue.buffering.max.messages
    queue.buffering.max.ms queue.buffering.max.kbytes queued.min.messages queued.max.messages.kbytes enable.partition.eof
    statistics.interval.ms api.version.request broker.version.fallback socket.keepalive.enable socket.timeout.ms
    topic.metadata.refresh.interval.ms log.connection.close message.max.bytes max.in.flight message.timeout.ms
    enable.gapless.guarantee debug builtin.features go.delivery.reports`),
  'librdkafka and of Kafka’s old Scala clients (until 1.x)': namesIn(`
    metadata.broker.list request.required.acks compression.codec batch.num.messages auto.commit.enable fetch.message.max.bytes`),
  'Kafka’s old Scala clients (until 1.x)': namesIn(`
    producer.type serializer.class key.serializer.class rebalance.max.retries rebalance.backoff.ms consumer.id
    zookeeper.connect zookeeper.connection.timeout.ms zookeeper.session.timeout.ms zookeeper.sync.time.ms offsets.storage
    dual.commit.enabled num.consumer.fetchers queued.max.message.chunks refresh.leader.backoff.ms`),
  'Kafka Streams': namesIn(`
    application.id application.server processing.guarantee num.stream.threads num.standby.replicas commit.interval.ms state.dir
    default.key.serde default.value.serde default.deserialization.exception.handler default.production.exception.handler
    deserialization.exception.handler production.exception.handler processing.exception.handler errors.dead.letter.queue.topic.name statestore.cache.max.bytes
    cache.max.bytes.buffering topology.optimization upgrade.from poll.ms task.timeout.ms max.task.idle.ms max.warmup.replicas
    acceptable.recovery.lag probing.rebalance.interval.ms buffered.records.per.partition built.in.metrics.version
    default.client.supplier default.dsl.store default.timestamp.extractor dsl.store.suppliers.class
    ensure.explicit.internal.resource.naming log.summary.interval.ms processor.wrapper.class repartition.purge.interval.ms
    rocksdb.config.setter state.cleanup.delay.ms task.assignor.class window.size.ms
    windowstore.changelog.additional.retention.ms`),
  'Kafka Connect': namesIn(`
    key.converter value.converter header.converter offset.flush.interval.ms offset.flush.timeout.ms exactly.once.source.support
    connector.client.config.override.policy plugin.path connector.class tasks.max exactly.once.support transaction.boundary
    name topics topics.regex rest.port rest.host.name rest.advertised.host.name rest.advertised.port rest.advertised.listener
    predicates task.shutdown.graceful.timeout.ms transforms offset.storage.file.filename topic.creation.enable scheduled.rebalance.max.delay.ms`),
  Debezium: namesIn(`
    topic.prefix snapshot.mode tombstones.on.delete table.include.list table.exclude.list column.include.list slot.name
    plugin.name publication.name poll.interval.ms max.batch.size max.queue.size heartbeat.interval.ms provide.transaction.metadata`),
  'MirrorMaker 2': namesIn('clusters dedicated.mode.enable.internal.rest'),
};

/** What the keys of a framework begin with. */
const FAMILIES: readonly (readonly [prefix: string, owner: string])[] = [
  ['spring.', 'Spring Boot'],
  ['mp.messaging.', 'SmallRye Reactive Messaging'],
  ['quarkus.', 'Quarkus'],
  ['properties.', 'Flink'],
  ['ksql.', 'ksqlDB'],
  ['debezium.', 'Debezium Server'],
  ['database.', 'Debezium'],
  ['schema.history.internal.', 'Debezium'],
  ['restore.consumer.', 'Kafka Streams'],
  ['global.consumer.', 'Kafka Streams'],
  ['key.converter.', 'Kafka Connect'],
  ['value.converter.', 'Kafka Connect'],
  ['offset.storage.', 'Kafka Connect'],
  ['config.storage.', 'Kafka Connect'],
  ['status.storage.', 'Kafka Connect'],
  ['errors.', 'Kafka Connect'],
  ['predicates.', 'Kafka Connect'],
  ['transforms.', 'Kafka Connect'],
  ['topic.creation.', 'Kafka Connect'],
  ['checkpoints.', 'MirrorMaker 2'],
  ['heartbeats.', 'MirrorMaker 2'],
  ['offset-syncs.', 'MirrorMaker 2'],
  ['emit.', 'MirrorMaker 2'],
  ['sync.', 'MirrorMaker 2'],
];

const OWNERS: ReadonlyMap<string, string> = new Map(
  Object.entries(KEYS_OF).flatMap(([owner, keys]) => keys.map((key) => [key, owner] as const)),
);

/** Whose key it is, where another client's or a framework's. */
export const foreignOwner = (key: string): string | undefined =>
  OWNERS.get(key) ??
  FAMILIES.find(([prefix]) => key.startsWith(prefix) && key !== prefix)?.[1] ??
  (OF_CLUSTER.test(key) ? 'MirrorMaker 2' : undefined);

/** MirrorMaker 2: what is for one of its clusters, or for the flow from one to another, has its alias before it. */
const OF_CLUSTER = /^[\w-]+->[\w-]+\.|^[\w-]+\.(?:bootstrap\.servers|security\.protocol|sasl\.|ssl\.|exactly\.once\.)/;
