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
const BY_KEY: readonly (readonly [key: RegExp, unread: Unread])[] = [
  [
    /^camel\.(?:component|main|kamelet|sink|source)\./,
    {
      reason:
        'these are keys of Camel, whose Kafka component has words of its own for what it commits, and they are not read',
      wayOut: `${SETUP}: with autoCommitEnable=true, its default, that is consumer: { enable.auto.commit: true }`,
    },
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

const SQL: Unread = {
  reason: 'this is SQL, and the options of its tables are not read',
  wayOut: `write a setup: ${FLINK}`,
};

/** Why nobody can say by a file what the clients in it do, where it is known whose file it is. */
export function whyUnread(entries: readonly SetupEntry[], text: string): Unread | undefined {
  if (/^\s*CREATE\s+(?:TEMPORARY\s+)?TABLE\b/im.test(text)) return SQL;
  return BY_KEY.find(([key]) => entries.some((entry) => key.test(dottedName(entry.key))))?.[1];
}
