import { API } from '../../wire/api-keys.ts';
import type { Body } from '../../wire/apache/message-type.ts';
import type { Arrived } from '../cluster/arrived.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { handle } from '../cluster/handle.ts';

/** A request of no client's: the trial itself asks a broker. */
export const asked = (broker: number, apiKey: number, version: number, body: Body): Arrived => ({
  ticket: 0,
  broker,
  apiKey,
  version,
  clientId: null,
  body,
});

/** The broker that leads a partition, as brokers say. */
export function leaderOf(cluster: Cluster, topic: string, partition: number): number {
  const body = { topics: [{ name: topic }], allowAutoTopicCreation: false };
  const { answers } = handle(cluster, asked(0, API.Metadata, 1, body));
  const { topics } = answers[0].body as unknown as {
    topics: readonly {
      readonly partitions: readonly { readonly partitionIndex: number; readonly leaderId: number }[];
    }[];
  };
  return topics[0]?.partitions.find(({ partitionIndex }) => partitionIndex === partition)?.leaderId ?? 0;
}
