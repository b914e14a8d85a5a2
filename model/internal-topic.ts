import { range } from './sets.ts';
import type { Setup } from './setup.ts';

/**
 * A topic of Kafka's own, in which a coordinator keeps what it knows: `__consumer_offsets`, `__transaction_state`. A group,
 * or a transactional id, has one partition of it; here all have the same.
 */
export interface InternalTopic {
  /**
   * The brokers that have a replica, in order of preference: the last ones of the cluster, where the topic that is on
   * trial begins with the first.
   */
  readonly hosts: readonly number[];
  readonly minIsr: number;
}

/** `__consumer_offsets`: its min.insync.replicas is what the brokers give to a topic that does not say. */
export const offsetsTopicOf = ({ cluster, broker }: Setup): InternalTopic =>
  internalTopic(cluster.brokers, broker['offsets.topic.replication.factor'], broker['min.insync.replicas']);

/** `__transaction_state`, which has a key for both. */
export const transactionLogOf = ({ cluster, broker }: Setup): InternalTopic =>
  internalTopic(
    cluster.brokers,
    broker['transaction.state.log.replication.factor'],
    broker['transaction.state.log.min.isr'],
  );

function internalTopic(brokers: number, replicationFactor: number, minIsr: number): InternalTopic {
  const hosts = range(Math.min(brokers, replicationFactor)).map((index) => brokers - 1 - index);
  return { hosts, minIsr: Math.min(minIsr, hosts.length) };
}
