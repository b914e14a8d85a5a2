/** Why a file is not read, and what to hand over instead. */
export interface Unread {
  readonly reason: string;
  readonly wayOut: string;
}

const SETUP = 'write a setup for its loop';

const VECTOR = 'application: { preset: vector }, which says what acknowledgements come to';

const FLINK = "with 'sink.delivery-guarantee' = 'exactly-once' of Flink, application: { preset: flink-exactly-once }";

/** Files of frameworks that make clients and loops of their own words, by keys that nothing else has. */
export const BY_KEY: readonly (readonly [key: RegExp, unread: Unread, isSo?: (value: string) => boolean])[] = [
  [
    /^camel\.(?:component|main|kamelet|sink|source)\./,
    {
      reason:
        'these are keys of Camel, whose Kafka component has words of its own for what it commits, and they are not read',
      wayOut: 'write a setup: application: { preset: camel } is a route with its defaults',
    },
  ],
  [
    /^(?:receivers|exporters)\.kafka(?:\/[^.]*)?\./,
    {
      reason: 'these are keys of the OpenTelemetry Collector, and they are not read',
      wayOut: 'write a setup: application: { preset: otel-collector }, which says what message_marking comes to',
    },
  ],
  [
    /^(?:sources|sinks)\.[\w-]+\.type$/,
    { reason: 'these are keys of Vector, and they are not read', wayOut: `write a setup: ${VECTOR}` },
    (value) => value === 'kafka',
  ],
  [
    /^(?:output\.kafka\.hosts|filebeat\.inputs)$/,
    {
      reason: 'these are keys of Beats, whose client is Sarama, and they are not read',
      wayOut:
        'write a setup with client: sarama; its output is producer: { acks: 1 } with required_acks: 1, the default',
    },
  ],
  [
    /^(?:input|output)\.(?:[\w-]+\.)*(?:kafka|kafka_franz|redpanda|redpanda_common)\./,
    {
      reason: 'these are keys of Redpanda Connect, or of Benthos, and they are not read',
      wayOut: 'write a setup: application: { preset: redpanda-connect }',
    },
  ],
  [
    /^(?:\w+\.)?(?:group_id_prefix|offset_commit_interval|pause_with_exponential_backoff)$/,
    {
      reason: 'these are keys of Racecar, and they are not read',
      wayOut: 'write a setup: application: { preset: racecar }',
    },
  ],
  [
    /^(?:systems\.[\w-]+\.(?:samza|consumer|producer)\.|task\.checkpoint\.)/,
    {
      reason: 'these are keys of Samza, whose checkpoints are in a topic of its own, and they are not read',
      wayOut: `${SETUP}: it writes a checkpoint behind what it has processed, as with application: { shape: transform, commit: after-processing }`,
    },
  ],
  [
    /^hoodie\./,
    {
      reason: 'these are keys of Hudi, which keeps its offsets in the commits of its table, and they are not read',
      wayOut: `${SETUP}: offset and effect are written together, as with application: { offsets: external }`,
    },
  ],
  [
    /^offset\.storage$/,
    {
      reason:
        'this is a file of Debezium’s engine within an application, which is no worker of Connect’s and has no producer of its own',
      wayOut: `${SETUP}: what it has handed over before offset.flush.interval.ms is over comes again, as with application: { shape: transform, commit: after-processing }, and its producer is the application’s`,
    },
  ],
  [
    /(?:^|\.)(?:ioConfig\.consumerProperties\.|stream\.kafka\.(?:topic\.name|broker\.list|consumer\.(?:type|prop)\b))/,
    {
      reason: 'these are keys of Druid, or of Pinot, whose offsets are in their own metadata, and they are not read',
      wayOut: `${SETUP}: offset and effect are published together, as with application: { offsets: external }`,
    },
  ],
  [
    /^axon\.kafka\./,
    {
      reason: 'these are keys of Axon, whose tokens are in a store of its own, and they are not read',
      wayOut: `${SETUP}: application: { offsets: external } where the token is written with what a handler does`,
    },
  ],
  [
    /^(?:akka|pekko)\.kafka\./,
    {
      reason:
        'these are keys of Akka’s, or Apache Pekko’s, connector, whose loop is in its code, and they are not read',
      wayOut:
        'write a setup: application: { preset: pekko-committable }, pekko-at-most-once or pekko-transactional, and under producer and consumer what stands behind kafka-clients',
    },
  ],
  [
    /^[\w-]+\.(?:sources|sinks|channels)\.[\w-]+\.kafka\./,
    {
      reason: 'these are keys of Flume’s, whose transactions end at a channel of its own, and they are not read',
      wayOut: `${SETUP}: its source commits what its channel has taken, as with application: { commit: after-processing }`,
    },
  ],
  [
    /^debezium\.sink\.type$/,
    {
      reason: 'this is a file of Debezium Server, which writes to something else than Kafka',
      wayOut: 'there is nothing of Kafka’s to judge in it',
    },
    (value) => value.trim().toLowerCase() !== 'kafka',
  ],
  [
    /^properties\.(?:bootstrap\.servers|group\.id|auto\.offset\.reset|isolation\.level|enable\.auto\.commit|acks|transaction\.timeout\.ms)$/,
    { reason: 'these are options of a table of Flink’s, and they are not read', wayOut: `write a setup: ${FLINK}` },
  ],
  [
    /^(?:replicaCount|nameOverride|fullnameOverride|extraEnvVars|image\.(?:registry|repository|pullPolicy)|global\.imageRegistry|(?:controller|broker|kafka|zookeeper)\.replicaCount)$/,
    {
      reason: 'this looks like the values of a Helm chart, and what the chart makes of them is not known',
      wayOut: 'hand over one resource that "helm template" writes: a ConfigMap, a StatefulSet, or one of Strimzi',
    },
  ],
  [
    /(?:^|[.:])(?:BootstrapServers|GroupId|AutoOffsetReset|EnableAutoCommit|EnableAutoOffsetStore|EnableIdempotence|TransactionalId|MessageTimeoutMs)$/,
    {
      reason: 'these are names of Confluent’s .NET client, whose files are not read',
      wayOut:
        'write a setup with client: librdkafka and its keys, as in consumer: { auto.offset.reset: earliest, enable.auto.offset.store: false }',
    },
  ],
  [
    /^(?:sink\.delivery-guarantee|sink\.transactional-id-prefix|scan\.startup\.mode)$/,
    { reason: 'these are options of a table of Flink’s, and they are not read', wayOut: `write a setup: ${FLINK}` },
  ],
  [
    /^(?:startingOffsets|failOnDataLoss|maxOffsetsPerTrigger|checkpointLocation)$/,
    {
      reason: 'these are options of Spark, which keeps its offsets in a checkpoint of its own, and they are not read',
      wayOut: `${SETUP}: what a batch has written before its checkpoint is written again, as with application: { shape: transform, commit: after-processing }`,
    },
  ],
];

/** The same, by what only its text has. */
export const BY_TEXT: readonly (readonly [text: RegExp, unread: Unread])[] = [
  [
    /^\s*(?:input|output)\s*\{[\s\S]*?\bkafka\s*\{/m,
    {
      reason: 'this is a pipeline of Logstash, and it is not read',
      wayOut:
        'write a setup: application: { preset: logstash } for its input; its output is producer: { acks: 1 }, unless acks says otherwise',
    },
  ],
  [
    /@type\s+r?d?kafka(?:2|_buffered|_group)?\b/,
    {
      reason: 'this is a file of Fluentd’s, and it is not read',
      wayOut: `${SETUP}: its input commits what it has handed to the buffer, as with application: { commit: before-processing }`,
    },
  ],
  [
    /^\s*\[\[(?:inputs|outputs)\.kafka/m,
    {
      reason: 'this is a file of Telegraf’s, and it is not read',
      wayOut: 'write a setup: application: { preset: telegraf }',
    },
  ],
  [
    /^\s*\[(?:sources|sinks)\.[\s\S]*?\btype\s*=\s*"kafka"/m,
    { reason: 'this is a file of Vector’s, and it is not read', wayOut: `write a setup: ${VECTOR}` },
  ],
  [
    /^\s*\[(?:INPUT|OUTPUT)\][\s\S]*?\bname\s+kafka\b|^pipeline:[\s\S]*?\bname:\s*kafka\b/im,
    {
      reason: 'this is a file of Fluent Bit’s, and it is not read',
      wayOut:
        'write a setup: application: { preset: fluent-bit }; what stands behind rdkafka. are keys of client: librdkafka',
    },
  ],
  [
    /^\s*(?:-\s*)?type:\s*["']?(?:pubsub|bindings)\.kafka\b|^kind:\s*KafkaSource\b/m,
    {
      reason: 'this is a resource of Dapr, or of Knative, whose loop is in its own code, and it is not read',
      wayOut: `${SETUP}, with client: sarama for Dapr, as with application: { preset: sarama-consumer-group }`,
    },
  ],
  [
    /^\s*(?:module\(load|action\(type)=|\bkafka-c\(/m,
    {
      reason: 'this is a file of rsyslog, or of syslog-ng, whose client is librdkafka, and it is not read',
      wayOut:
        'write a setup with client: librdkafka, and under producer what it hands on, as in request.required.acks: 1',
    },
  ],
  [
    /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?TABLE\b[\s\S]*\bENGINE\s*=\s*Kafka\b/im,
    {
      reason: 'this is a table of ClickHouse, whose engine for Kafka has settings of its own, and they are not read',
      wayOut: `${SETUP}, with client: librdkafka: it commits what its views have written, as with application: { shape: consume, commit: after-processing }`,
    },
  ],
  [
    /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:SOURCE|SINK|STREAM)\b/im,
    {
      reason: 'this is SQL of ksqlDB, RisingWave or Materialize, and it says nothing of what is committed',
      wayOut: `hand over the server’s own file, as that of ksqlDB with its ksql.streams. keys, or ${SETUP}`,
    },
  ],
  [
    /^\s*CREATE\s+(?:TEMPORARY\s+)?TABLE\b/im,
    { reason: 'this is SQL, and the options of its tables are not read', wayOut: `write a setup: ${FLINK}` },
  ],
];
