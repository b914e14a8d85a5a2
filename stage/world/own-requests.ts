import type { Body } from '../../wire/apache/message-type.ts';
import type { Arrived } from '../cluster/arrived.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { partitionOf, topicNamed } from '../cluster/topic-named.ts';

/** A request of no client's: the trial itself asks a broker. */
export const asked = (broker: number, apiKey: number, version: number, body: Body): Arrived => ({
  ticket: 0,
  broker,
  apiKey,
  version,
  clientId: null,
  body,
});

/** The broker that leads a partition, as the controller has it: a broker that is down, or has just come back, may know another. -1 where nobody does. */
export function leaderOf(cluster: Cluster, topic: string, partition: number): number {
  const { partitions } = cluster.machine.controller;
  return partitions[partitionOf(topicNamed(cluster, topic, ''), partition)]?.leader ?? -1;
}
