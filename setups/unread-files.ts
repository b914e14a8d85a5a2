import { dottedName } from './environment-names.ts';
import type { SetupEntry } from './input.ts';

/** Why a file is not read, and what to hand over instead. */
interface Unread {
  readonly reason: string;
  readonly wayOut: string;
}

const SETUP = 'write a setup for its loop';

const FLINK = "with 'sink.delivery-guarantee' = 'exactly-once' of Flink, application: { preset: flink-exactly-once }";

/** Files of frameworks that make clients and loops of their own words, by keys that nothing else has. */
const BY_KEY: readonly (readonly [key: RegExp, unread: Unread, isSo?: (value: string) => boolean])[] = [
  [
    /^camel\.(?:component|main|kamelet|sink|source)\./,
    {
      reason:
        'these are keys of Camel, whose Kafka component has words of its own for what it commits, and they are not read',
      wayOut: `${SETUP}: with autoCommitEnable=true and breakOnFirstError=false, its defaults, that is consumer: { enable.auto.commit: true } and application: { on.processing.failure: skip }`,
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

const SQL: readonly (readonly [text: RegExp, unread: Unread])[] = [
  [
    /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?TABLE\b[\s\S]*\bENGINE\s*=\s*Kafka\b/im,
    {
      reason: 'this is a table of ClickHouse, whose engine for Kafka has settings of its own, and they are not read',
      wayOut: `${SETUP}, with client: librdkafka: it commits what its views have written, as with application: { shape: consume, commit: after-processing }`,
    },
  ],
  [
    /^\s*CREATE\s+(?:TEMPORARY\s+)?TABLE\b/im,
    { reason: 'this is SQL, and the options of its tables are not read', wayOut: `write a setup: ${FLINK}` },
  ],
];

/** Why nobody can say by a file what the clients in it do, where it is known whose file it is. */
export function whyUnread(entries: readonly SetupEntry[], text: string): Unread | undefined {
  const isSo = ([key, , holds = () => true]: (typeof BY_KEY)[number]): boolean =>
    entries.some((entry) => key.test(dottedName(entry.key)) && holds(String(entry.value)));
  return SQL.find(([pattern]) => pattern.test(text))?.[1] ?? BY_KEY.find(isSo)?.[1];
}

/** A syntax of its own, of which the parser of `.properties` files makes keys that nobody has. */
const BY_SYNTAX: readonly (readonly [text: RegExp, reason: string])[] = [
  [/^\s*<[?!A-Za-z_]/m, 'it has tags, as XML and Fluentd’s files have'],
  [/^[ \t]*\[.+\][ \t]*\r?$/m, 'it has sections in brackets, as the files of Vector, Telegraf and Fluent Bit have'],
];

/** Why a text of which no key is known is not the file that it was taken for. */
export function whyNoProperties(text: string): Unread | undefined {
  const found = BY_SYNTAX.find(([pattern]) => pattern.test(text));
  return found === undefined
    ? undefined
    : {
        reason: `this is no .properties file: ${found[1]}`,
        wayOut: `${SETUP}, with the client that it has, as in client: librdkafka`,
      };
}
