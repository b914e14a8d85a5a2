import { namesIn } from './names-in.ts';

/** Keys of other clients that are found in the files of Kafka's Java clients, by whose they are. */
const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  librdkafka: namesIn(`
    enable.auto.offset.store sasl.mechanisms sasl.username sasl.password message.send.max.retries queue.buffering.max.messages
    queue.buffering.max.ms queue.buffering.max.kbytes queued.min.messages queued.max.messages.kbytes enable.partition.eof
    statistics.interval.ms api.version.request broker.version.fallback socket.keepalive.enable socket.timeout.ms
    topic.metadata.refresh.interval.ms log.connection.close message.max.bytes max.in.flight message.timeout.ms
    enable.gapless.guarantee debug builtin.features go.delivery.reports`),
  'Kafka’s old Scala clients (until 1.x)': namesIn(`
    metadata.broker.list request.required.acks producer.type serializer.class key.serializer.class compression.codec
    batch.num.messages auto.commit.enable fetch.message.max.bytes rebalance.max.retries rebalance.backoff.ms consumer.id
    zookeeper.connect zookeeper.connection.timeout.ms zookeeper.session.timeout.ms zookeeper.sync.time.ms offsets.storage
    dual.commit.enabled num.consumer.fetchers queued.max.message.chunks refresh.leader.backoff.ms`),
};

const OWNERS: ReadonlyMap<string, string> = new Map(
  Object.entries(KEYS_OF).flatMap(([owner, keys]) => keys.map((key) => [key, owner] as const)),
);

/** Whose key it is, where another client's. */
export const foreignOwner = (key: string): string | undefined => OWNERS.get(key);
